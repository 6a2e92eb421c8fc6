using System.Text;
using Fairlead.Transports;

namespace Fairlead.Testing.Wires;

/// <summary>A message per line.</summary>
/// <param name="input">Where the server reads.</param>
/// <param name="output">Where the server writes.</param>
/// <param name="end">Ends the server's side, after it has answered what it had read.</param>
/// <param name="farewell">Waits, when the server has ended by itself, for what it still has to say elsewhere.</param>
internal sealed class LineWire(Stream input, Stream output, Func<ValueTask> end, Func<Task>? farewell = null) : Wire
{
    private readonly SemaphoreSlim _turn = new(1);
    private Task? _reading;

    public LineWire(InMemoryConnection connection) : this(connection.Input, connection.Output, connection.DisposeAsync)
    {
    }

    public override async Task<Delivery> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _reading ??= ReadAsync();
            await input.WriteAsync(Encoding.UTF8.GetBytes(message.Text + "\n"), cancellationToken).ConfigureAwait(false);
            await input.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            Noted("The server reads no more.");
        }
        finally
        {
            _turn.Release();
        }

        return Delivery.Unknown;
    }

    public override async ValueTask DisposeAsync()
    {
        await end().ConfigureAwait(false);
        if (_reading is not null) await _reading.ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task ReadAsync()
    {
        using var reader = new StreamReader(output, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line) Received(line);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The test has ended and reads no more.
        }

        if (farewell is not null) await farewell().ConfigureAwait(false);
        Ended();
    }
}
