using System.ComponentModel;

namespace McpServer._1;

/// <summary>What the user is asked before a note goes.</summary>
public sealed record DeleteConfirmation([property: Description("Really delete it?")] bool Confirm);
