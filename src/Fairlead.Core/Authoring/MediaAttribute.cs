namespace Fairlead;

/// <summary>
/// Says what the bytes that a method returns are: <c>image/*</c> becomes image content, <c>audio/*</c> audio content,
/// anything else an embedded resource.
/// </summary>
/// <param name="mimeType">The MIME type of the returned bytes.</param>
[AttributeUsage(AttributeTargets.ReturnValue)]
public sealed class MediaAttribute(string mimeType) : Attribute
{
    /// <summary>The MIME type of the returned bytes.</summary>
    public string MimeType { get; } = mimeType;
}
