using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Engine.Asking;
using Fairlead.Protocol;

namespace Fairlead.Engine;

/// <summary>
/// Calls that a component makes to its own server: as the same caller, through the same middleware and limits, in the newest
/// revision, so that nothing is shaped down.
/// </summary>
internal static class NestedCalls
{
    private const int MaxDepth = 8;

    public static async ValueTask<TResult> CallAsync<TResult>(
        RequestCall parent, int number, string method, string identity, string name, JsonObject? arguments, CancellationToken cancellationToken)
    {
        if (parent.Depth >= MaxDepth) throw new ToolException($"Components call each other more than {MaxDepth} deep.");
        var server = parent.Server;
        var call = server.Rent();
        try
        {
            await call.AdmitAsync(parent.AuthenticatedCaller).ConfigureAwait(false);
            call.Read(parent.Connection, parent.Channel, new ReadOnlySequence<byte>(Encode(method, identity, name, arguments)));
            call.SpokenRevision = ProtocolRevision.V20260728;
            call.Depth = parent.Depth + 1;
            call.Asker = parent.Asker;
            call.QuestionPrefix = $"{parent.QuestionPrefix}{number}/";
            using (parent.CancellationToken.UnsafeRegister(Abort, call.Lifetime))
            using (cancellationToken.UnsafeRegister(Abort, call.Lifetime))
            {
                if (server.Engine.TryRoute(call)) await server.Engine.DispatchAsync(call).ConfigureAwait(false);
            }

            parent.CancellationToken.ThrowIfCancellationRequested();
            cancellationToken.ThrowIfCancellationRequested();
            if (call.Rounds is { HasQuestions: true }) throw new InputRequiredException();
            if (call.Exception is MissingCapabilityException missing) throw missing;
            if (call.Error is { } error) throw new ToolException(error.Message);
            return JsonSerializer.Deserialize(call.Answer.Json.Span, SdkJson.Of<TResult>())!;
        }
        finally
        {
            await server.ReturnAsync(call).ConfigureAwait(false);
        }
    }

    private static void Abort(object? lifetime) => ((CallLifetime)lifetime!).Abort(AbortReason.Cancelled);

    private static ReadOnlyMemory<byte> Encode(string method, string identity, string name, JsonObject? arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteNumber("id"u8, 0);
        writer.WriteString("method"u8, method);
        writer.WriteStartObject("params"u8);
        writer.WriteString(identity, name);
        if (arguments is not null)
        {
            writer.WritePropertyName("arguments"u8);
            arguments.WriteTo(writer);
        }

        writer.WriteStartObject("_meta"u8);
        writer.WriteString(MetaKeys.ProtocolVersion, ProtocolRevision.V20260728.Version);
        writer.WriteStartObject(MetaKeys.ClientCapabilities);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
