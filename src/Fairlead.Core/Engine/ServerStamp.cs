using System.Buffers;
using System.Text;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Engine;

/// <summary>What a revision demands of every result: encoded once, appended to each.</summary>
internal sealed class ServerStamp
{
    private static readonly byte[] InputRequired = [.. ",\"resultType\":\"input_required\""u8];
    private static readonly byte[] Task = [.. ",\"resultType\":\"task\""u8];

    private readonly byte[] _plain;
    private readonly byte[] _cacheable;
    private readonly byte[] _serverInfo;

    public ServerStamp(McpServerOptions options)
    {
        _serverInfo = ServerInfo.Encode(options, ProtocolRevision.V20260728);
        _plain = [.. ",\"resultType\":\"complete\""u8];

        // "private" until somebody says that everybody may see the same: a shared cache must not leak (SEP-2549).
        _cacheable = [.. _plain, .. Encoding.ASCII.GetBytes(
            $",\"ttlMs\":{(long)options.TimeToLive.TotalMilliseconds},\"cacheScope\":\"private\"")];
    }

    /// <summary>Writes everything that follows a result whose closing brace was left out.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="answer">The result.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="isCacheable">The method's results carry caching hints.</param>
    public void WriteTail(IBufferWriter<byte> output, McpResult answer, ProtocolRevision revision, bool isCacheable)
    {
        var isEmpty = answer.Json.Length <= 2;
        if (revision.StampsResults)
        {
            var stamp = StampFor(answer, isCacheable && revision.HasCacheHints);
            output.Write(isEmpty ? stamp.AsSpan(1) : stamp);
            WriteMeta(output, answer.Meta.Span);
        }
        else if (!answer.Meta.IsEmpty)
        {
            output.Write(isEmpty ? "\"_meta\":"u8 : ",\"_meta\":"u8);
            output.Write(answer.Meta.Span);
        }

        output.Write("}}"u8);
    }

    private byte[] StampFor(McpResult answer, bool isCacheable)
    {
        if (answer.Type != ResultType.Complete) return answer.Type == ResultType.Task ? Task : InputRequired;
        if (!isCacheable) return _plain;
        if (answer.TimeToLive is not { } own) return _cacheable;
        return [.. _plain, .. Encoding.ASCII.GetBytes($",\"ttlMs\":{(long)own.TotalMilliseconds},\"cacheScope\":\"private\"")];
    }

    private void WriteMeta(IBufferWriter<byte> output, ReadOnlySpan<byte> meta)
    {
        output.Write(",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":"u8);
        output.Write(_serverInfo);
        if (meta.Length > 2)
        {
            output.Write(","u8);
            output.Write(meta[1..]);
        }
        else
        {
            output.Write("}"u8);
        }
    }
}
