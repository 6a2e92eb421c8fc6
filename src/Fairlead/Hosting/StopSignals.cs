using System.Runtime.InteropServices;

namespace Fairlead.Hosting;

/// <summary>Ctrl+C and SIGTERM stop the server in order; a second one ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly Action _stop;
    private int _count;

    public StopSignals(Action stop)
    {
        _stop = stop;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _count) > 1) return;
        context.Cancel = true;
        _stop();
    }
}
