using System.Text.Encodings.Web;
using System.Text.Json;
using Fairlead.Protocol;

namespace Fairlead.Binding;

/// <summary>A writer for JSON that is needed twice, as text and as itself; one is kept for each thread.</summary>
internal sealed class JsonScratch : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static JsonScratch? _spare;

    private readonly PooledBuffer _buffer = new();

    private JsonScratch() => Writer = new Utf8JsonWriter(_buffer, Options);

    public Utf8JsonWriter Writer { get; }

    public static JsonScratch Rent()
    {
        var scratch = _spare ?? new JsonScratch();
        _spare = null;
        return scratch;
    }

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return _buffer.WrittenSpan;
        }
    }

    public void Dispose()
    {
        Writer.Reset();
        _buffer.Clear();
        _spare = this;
    }
}
