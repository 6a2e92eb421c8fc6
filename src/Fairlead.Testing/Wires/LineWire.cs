using System.Text;
using Fairlead.Transports;

namespace Fairlead.Testing.Wires;

/// <summary>A message per line over pipes within the process.</summary>
internal sealed class LineWire(InMemoryConnection connection) : Wire
{
    private readonly SemaphoreSlim _turn = new(1);
    private Task? _reading;

    public override async Task<Delivery> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _reading ??= ReadAsync();
            await connection.Input.WriteAsync(Encoding.UTF8.GetBytes(message.Text + "\n"), cancellationToken).ConfigureAwait(false);
            await connection.Input.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        return Delivery.Unknown;
    }

    public override async ValueTask DisposeAsync()
    {
        // The server ends its side after it has answered what it had read.
        await connection.DisposeAsync().ConfigureAwait(false);
        if (_reading is not null) await _reading.ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task ReadAsync()
    {
        using var reader = new StreamReader(connection.Output, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line) Received(line);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The test has ended and reads no more.
        }

        Ended();
    }
}
