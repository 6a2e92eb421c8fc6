using ModelContextProtocol.Protocol;

namespace Fairlead.Testing;

/// <summary>What came of reading a resource.</summary>
public sealed class ResourceReply : McpReply
{
    private ReadResourceResult? _content;

    internal ResourceReply(McpReply reply) : base(reply)
    {
    }

    /// <summary>The contents.</summary>
    /// <exception cref="McpTestException">There is no result.</exception>
    public IList<ResourceContents> Contents => (_content ??= JsonText.Read<ReadResourceResult>(Result)).Contents;

    /// <summary>The texts of the contents, a line each; empty where there are none.</summary>
    /// <exception cref="McpTestException">There is no result.</exception>
    public string Text => string.Join('\n', Contents.OfType<TextResourceContents>().Select(one => one.Text));

    /// <summary>The resource is a text.</summary>
    /// <param name="expected">The text.</param>
    /// <param name="mimeType">Its MIME type. Default: any.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It is not, or was not read.</exception>
    public ResourceReply ShouldBeText(string expected, string? mimeType = null)
    {
        ArgumentNullException.ThrowIfNull(expected);
        if (Contents is not [TextResourceContents content]) throw Expected($"the text {Quote(expected)} alone", Describe());
        CheckText(expected, content.Text);
        return CheckType(content, mimeType);
    }

    /// <summary>The texts of the resource have a part.</summary>
    /// <param name="part">The part.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">They have not, or were not read.</exception>
    public ResourceReply ShouldContainText(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return Text.Contains(part, StringComparison.Ordinal) ? this : throw Expected($"a text that contains {Quote(part)}", Describe());
    }

    /// <summary>The resource is bytes.</summary>
    /// <param name="expected">The bytes.</param>
    /// <param name="mimeType">Their MIME type. Default: any.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It is not, or was not read.</exception>
    public ResourceReply ShouldBeBytes(ReadOnlySpan<byte> expected, string? mimeType = null)
    {
        if (Contents is not [BlobResourceContents content]) throw Expected($"{expected.Length:N0} bytes alone", Describe());
        var actual = content.DecodedData.Span;
        if (!actual.SequenceEqual(expected)) throw Expected($"{expected.Length:N0} bytes", $"{actual.Length:N0} bytes, which differ from byte {actual.CommonPrefixLength(expected)} on");
        return CheckType(content, mimeType);
    }

    private ResourceReply CheckType(ResourceContents content, string? mimeType) =>
        mimeType is null || content.MimeType == mimeType ? this : throw Expected($"the MIME type {mimeType}", content.MimeType ?? "none");
}
