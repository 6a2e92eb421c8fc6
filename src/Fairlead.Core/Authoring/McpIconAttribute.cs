namespace Fairlead;

/// <summary>An icon for a component; several may be given. Sent to clients of revision 2025-11-25 and later.</summary>
/// <param name="source">An <c>https:</c> or <c>data:</c> URI.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class McpIconAttribute(string source) : Attribute
{
    /// <summary>The icon's <c>https:</c> or <c>data:</c> URI.</summary>
    public string Source { get; } = source;

    /// <summary>The icon's MIME type. Default: none.</summary>
    public string? MimeType { get; set; }

    /// <summary>Sizes such as <c>48x48</c> or <c>any</c>. Default: none.</summary>
    public string[]? Sizes { get; set; }

    /// <summary><c>light</c> or <c>dark</c>. Default: none.</summary>
    public string? Theme { get; set; }
}
