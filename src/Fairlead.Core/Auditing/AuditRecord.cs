using System.Net;

namespace Fairlead.Auditing;

/// <summary>
/// What happened, by whose hand: one call of a tool, resource or prompt, allowed or denied, or a request that was refused before its
/// method was known. Arguments are in it by name; their values only where <see cref="AuditedAttribute"/> says so.
/// </summary>
public sealed class AuditRecord
{
    /// <summary>Tells this record from all others. Ids made later are greater (UUID version 7).</summary>
    public required Guid Id { get; init; }

    /// <summary>When the call ended, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who vouches for <see cref="Subject"/>, or <see langword="null"/>.</summary>
    public string? Issuer { get; init; }

    /// <summary>Who called, or <see langword="null"/> where nobody was identified.</summary>
    public string? Subject { get; init; }

    /// <summary>The OAuth client through which the caller came, or <see langword="null"/>.</summary>
    public string? Client { get; init; }

    /// <summary>The scopes of the caller's token, separated by spaces, or <see langword="null"/>.</summary>
    public string? Scopes { get; init; }

    /// <summary>How the caller was authenticated, or <see langword="null"/> where it was not.</summary>
    public string? Authentication { get; init; }

    /// <summary>Where the call came from, or <see langword="null"/> where that is this process or its parent.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The transport: <c>http</c>, <c>sse</c>, <c>stdio</c> or <c>memory</c>; empty where <see cref="Unrecorded"/> tells of several.</summary>
    public required string Transport { get; init; }

    /// <summary>The protocol revision; empty where the request was refused before it was read.</summary>
    public required string Revision { get; init; }

    /// <summary>What the client calls itself, up to 128 characters, or <see langword="null"/>. Not to be relied on.</summary>
    public string? ClientName { get; init; }

    /// <summary>The version that the client says it has, up to 128 characters, or <see langword="null"/>.</summary>
    public string? ClientVersion { get; init; }

    /// <summary>The JSON-RPC method; empty where the request was refused before it was read. Up to 128 characters where nobody knows it.</summary>
    public required string Method { get; init; }

    /// <summary>The name of the tool or prompt, or the URI or template of the resource; what the client asked for where there is no such thing.</summary>
    public string? Component { get; init; }

    /// <summary>SHA-256 of the component's definition, in hexadecimal: tells when a tool became another one under the same name.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The arguments, in the order in which they were sent, up to 64.</summary>
    public IReadOnlyList<AuditArgument> Arguments { get; init; } = [];

    /// <summary>The call was let through to the component.</summary>
    public required bool IsAllowed { get; init; }

    /// <summary>Why it was not, or <see langword="null"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// How it ended: <c>ok</c>, <c>tool_error</c>, <c>error</c>, <c>input_required</c>, <c>task</c>, <c>timeout</c>, <c>cancelled</c>,
    /// <c>stopped</c>, or <c>refused</c> before a method was known.
    /// </summary>
    public required string Outcome { get; init; }

    /// <summary>The JSON-RPC error code, or <see langword="null"/>.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>The size of the request in bytes.</summary>
    public int BytesIn { get; init; }

    /// <summary>The size of the result in bytes; 0 for an error.</summary>
    public int BytesOut { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The id of the trace that the call belongs to, or <see langword="null"/>.</summary>
    public string? TraceId { get; init; }

    /// <summary>
    /// How many requests were refused in the minute before without a record of their own, because there were too many; 0 for what is
    /// about one.
    /// </summary>
    public long Unrecorded { get; init; }

    /// <summary>How many calls of components stand round this one; 0 for what a client sent.</summary>
    public int Depth { get; init; }
}
