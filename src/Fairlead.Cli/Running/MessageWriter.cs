namespace Fairlead.Cli.Running;

/// <summary>Writes messages to a stream, each whole and on its line, from wherever they come.</summary>
internal sealed class MessageWriter(Stream stream) : IDisposable
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(message, cancellationToken);
            await stream.WriteAsync(LineEnd, cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
