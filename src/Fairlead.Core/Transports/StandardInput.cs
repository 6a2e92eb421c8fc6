using System.IO.Pipelines;

namespace Fairlead.Transports;

/// <summary>
/// Reads the process's standard input on a thread of its own. To wait for it .NET has no way but a thread, and where it takes one of the
/// pool's, a process with one processor has none left for the calls that it reads.
/// </summary>
internal sealed class StandardInput : IDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly Stream _input = Console.OpenStandardInput();

    // What comes is taken on this thread, which has nothing else to do until more comes.
    private readonly Pipe _pipe = new(new PipeOptions(readerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));

    /// <summary>What has come.</summary>
    public PipeReader Reader => _pipe.Reader;

    /// <summary>Begins to read.</summary>
    public void Start() => new Thread(Read) { IsBackground = true, Name = "Fairlead stdin" }.Start();

    // The thread may still wait in a read, and take what comes for nobody; it ends with the process.
    public void Dispose() => _pipe.Reader.Complete();

    private void Read()
    {
        try
        {
            while (_input.Read(_pipe.Writer.GetSpan(BufferBytes)) is var count and > 0)
            {
                _pipe.Writer.Advance(count);
                var flush = _pipe.Writer.FlushAsync();
                if ((flush.IsCompleted ? flush.Result : flush.AsTask().GetAwaiter().GetResult()).IsCompleted) return;
            }

            _pipe.Writer.Complete();
        }
        catch (Exception exception)
        {
            _pipe.Writer.Complete(exception as IOException ?? new IOException("Standard input cannot be read.", exception));
        }
    }
}
