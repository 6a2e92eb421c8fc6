using System.Globalization;

namespace Fairlead.Auditing;

/// <summary>The end of a chain of records.</summary>
/// <param name="Sequence">The number of the last record; 0 before the first.</param>
/// <param name="Hash">Its hash, in hexadecimal.</param>
public sealed record AuditHead(long Sequence, string Hash)
{
    /// <summary>A chain without records.</summary>
    public static AuditHead Empty { get; } = new(0, new string('0', 64));

    /// <summary>Reads a place in a chain as anchors are written into the server's log: <c>1001:c0…</c>.</summary>
    /// <param name="text">The number and the hash, with a colon between them.</param>
    /// <param name="head">The place, or <see langword="null"/> where the text is none.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out AuditHead? head)
    {
        head = text?.Split(':') is [var number, { Length: 64 } hash] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? new(sequence, hash) : null;
        return head is not null;
    }
}
