using System.Collections.Immutable;
using System.Text;

namespace Fairlead.Protocol;

/// <summary>
/// A revision of the Model Context Protocol, and everything that differs between revisions, by name. No other code compares
/// versions.
/// </summary>
public sealed class ProtocolRevision
{
    /// <summary>2024-11-05, the first revision.</summary>
    public static readonly ProtocolRevision V20241105 = new("2024-11-05", 0);

    /// <summary>2025-03-26: Streamable HTTP, tool annotations, audio, batches.</summary>
    public static readonly ProtocolRevision V20250326 = new("2025-03-26", 1);

    /// <summary>2025-06-18: titles, structured results, resource links, elicitation; no more batches.</summary>
    public static readonly ProtocolRevision V20250618 = new("2025-06-18", 2);

    /// <summary>2025-11-25: icons, URL elicitation, polling of streams.</summary>
    public static readonly ProtocolRevision V20251125 = new("2025-11-25", 3);

    /// <summary>2026-07-28: stateless; every request carries its own metadata.</summary>
    public static readonly ProtocolRevision V20260728 = new("2026-07-28", 4);

    private readonly int _order;
    private readonly byte[] _utf8;

    private ProtocolRevision(string version, int order)
    {
        Version = version;
        _order = order;
        _utf8 = Encoding.ASCII.GetBytes(version);
    }

    /// <summary>All revisions, newest first.</summary>
    public static ImmutableArray<ProtocolRevision> All { get; } = [V20260728, V20251125, V20250618, V20250326, V20241105];

    /// <summary>The newest revision with sessions: what <c>initialize</c> is answered with when the client's is not known.</summary>
    public static ProtocolRevision LatestLegacy => V20251125;

    /// <summary>What an HTTP request without <c>MCP-Protocol-Version</c> is taken for (2025-06-18, "Protocol Version Header").</summary>
    public static ProtocolRevision AssumedWithoutHeader => V20250326;

    /// <summary>The revision as it is written on the wire, such as <c>2025-11-25</c>.</summary>
    public string Version { get; }

    /// <summary>A small number for look-up tables: 0 for the oldest revision.</summary>
    internal int Index => _order;

    internal static int Count => 5;

    /// <summary>The stateless era: no <c>initialize</c>; version and capabilities come with every request.</summary>
    public bool IsModern => _order >= 4;

    /// <summary>Requests must carry <c>_meta</c> with the protocol version and the client's capabilities.</summary>
    public bool RequiresRequestMeta => IsModern;

    /// <summary>HTTP requests must mirror method and name in headers (SEP-2243).</summary>
    public bool RequiresRoutingHeaders => IsModern;

    /// <summary>Results carry <c>resultType</c> and the server's identity.</summary>
    public bool StampsResults => IsModern;

    /// <summary>Lists, <c>resources/read</c> and <c>server/discover</c> carry <c>ttlMs</c> and <c>cacheScope</c> (SEP-2549).</summary>
    public bool HasCacheHints => IsModern;

    /// <summary>A conversation opens with <c>initialize</c>, and HTTP may carry it in a session.</summary>
    public bool HasSessions => !IsModern;

    /// <summary>Several messages may come in one JSON array.</summary>
    public bool HasBatches => _order == 1;

    /// <summary>Servers and clients may agree on extensions.</summary>
    public bool HasExtensions => IsModern;

    /// <summary>Tools may carry annotations.</summary>
    public bool HasToolAnnotations => _order >= 1;

    /// <summary>Content may be audio.</summary>
    public bool HasAudio => _order >= 1;

    /// <summary>A server says that it completes arguments. Before, clients just asked.</summary>
    public bool HasCompletionsCapability => _order >= 1;

    /// <summary>Progress notifications may carry a message.</summary>
    public bool HasProgressMessage => _order >= 1;

    /// <summary>Components may carry a title apart from their name.</summary>
    public bool HasTitles => _order >= 2;

    /// <summary>Tools may have an output schema and structured results.</summary>
    public bool HasStructuredContent => _order >= 2;

    /// <summary>Tool results may link to resources.</summary>
    public bool HasResourceLinks => _order >= 2;

    /// <summary>Definitions may carry <c>_meta</c>.</summary>
    public bool HasDefinitionMeta => _order >= 2;

    /// <summary>Structured results may be any JSON value, not objects only.</summary>
    public bool HasAnyStructuredContent => IsModern;

    /// <summary>Elicitation is by form or by page, and says which.</summary>
    public bool HasElicitationModes => _order >= 3;

    /// <summary>Choices in forms may have titles as <c>const</c> and <c>title</c>, and may be of several (SEP-1330).</summary>
    public bool HasTitledChoices => _order >= 3;

    /// <summary>Elicitation by page has an id of its own.</summary>
    public bool HasElicitationIds => _order == 3;

    /// <summary>Components may carry icons.</summary>
    public bool HasIcons => _order >= 3;

    /// <summary>Servers may close a stream of events early, and clients come back for the rest (SEP-1699).</summary>
    public bool HasStreamPolling => _order == 3;

    /// <summary>The error code for a resource that does not exist.</summary>
    public int ResourceNotFoundCode => IsModern ? ErrorCodes.InvalidParams : ErrorCodes.LegacyResourceNotFound;

    /// <summary>Finds a revision by its exact name.</summary>
    /// <param name="version">The name, such as <c>2025-11-25</c>.</param>
    /// <returns>The revision, or <see langword="null"/> where there is none.</returns>
    public static ProtocolRevision? Find(string? version)
    {
        foreach (var revision in All)
        {
            if (revision.Version == version) return revision;
        }

        return null;
    }

    /// <summary>Finds a revision by its exact name in UTF-8.</summary>
    /// <param name="version">The name in UTF-8.</param>
    /// <returns>The revision, or <see langword="null"/> where there is none.</returns>
    public static ProtocolRevision? Find(ReadOnlySpan<byte> version)
    {
        foreach (var revision in All)
        {
            if (version.SequenceEqual(revision._utf8)) return revision;
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Version;
}
