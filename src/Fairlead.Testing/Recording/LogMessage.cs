namespace Fairlead.Testing;

/// <summary>A log message that a server sent to its client (<c>notifications/message</c>).</summary>
/// <param name="Level">The level as the protocol names it, such as <c>info</c>.</param>
/// <param name="Logger">Who logged, where the server said so.</param>
/// <param name="Text">The text; JSON where it was none.</param>
public sealed record LogMessage(string Level, string? Logger, string Text);
