using Fairlead.Testing.Wires;

namespace Fairlead.Testing.Running;

/// <summary>A server that somebody else runs, reached by an <see cref="HttpClient"/>.</summary>
internal sealed class ForeignServer(HttpClient http, Uri url) : RunningServer
{
    public override string Description => $"over HTTP at {url}";

    public override Wire Connect(McpTestOptions options)
    {
        if (options.Caller is not null) throw new InvalidOperationException("Who calls is found out by the application itself, so that a test cannot say it with As(…). Send what the application looks at: o.Header(\"Authorization\", \"…\").");
        if (options.Time is not null) throw new InvalidOperationException("The application has started, and its clock with it. Register the TimeProvider in its own services.");
        return new HttpWire(http, url, options.Revision, options.Headers, ownsClient: false);
    }

    public override ValueTask DisposeAsync() => default;
}
