using System.Buffers;
using System.Text;
using Fairlead.Components;
using Fairlead.Protocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Engine;

/// <summary>What a revision demands of every result: encoded once, appended to each.</summary>
internal sealed class ServerStamp
{
    private static readonly byte[] InputRequired = [.. ",\"resultType\":\"input_required\""u8];
    private static readonly byte[] Task = [.. ",\"resultType\":\"task\""u8];

    private readonly byte[] _plain;
    private readonly byte[] _cacheable;
    private readonly byte[] _serverInfo;
    private readonly TimeSpan _timeToLive;
    private readonly CacheScope _scope;

    public ServerStamp(McpServerOptions options)
    {
        _serverInfo = ServerInfo.Encode(options, ProtocolRevision.V20260728);
        _plain = [.. ",\"resultType\":\"complete\""u8];

        _timeToLive = options.TimeToLive;
        _scope = options.CacheScope;
        _cacheable = [.. _plain, .. Encoding.ASCII.GetBytes($",\"ttlMs\":{(long)_timeToLive.TotalMilliseconds},\"cacheScope\":\"{NameOf(_scope)}\"")];
    }

    /// <summary>Writes everything that follows a result whose closing brace was left out.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="answer">The result.</param>
    /// <param name="component">The component that gave it, if one did.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="isCacheable">The method's results carry caching hints.</param>
    public void WriteTail(IBufferWriter<byte> output, McpResult answer, Component? component, ProtocolRevision revision, bool isCacheable)
    {
        var isEmpty = answer.Json.Length <= 2;
        if (revision.StampsResults)
        {
            var stamp = StampFor(answer, component, isCacheable && revision.HasCacheHints);
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

    private byte[] StampFor(McpResult answer, Component? component, bool isCacheable)
    {
        if (answer.Type != ResultType.Complete) return answer.Type == ResultType.Task ? Task : InputRequired;
        if (!isCacheable) return _plain;
        var timeToLive = answer.TimeToLive ?? component?.TimeToLive ?? _timeToLive;
        var scope = answer.CacheScope ?? component?.CacheScope ?? _scope;
        if (timeToLive == _timeToLive && scope == _scope) return _cacheable;
        return [.. _plain, .. Encoding.ASCII.GetBytes($",\"ttlMs\":{(long)timeToLive.TotalMilliseconds},\"cacheScope\":\"{NameOf(scope)}\"")];
    }

    private static string NameOf(CacheScope scope) => scope == CacheScope.Public ? "public" : "private";

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
