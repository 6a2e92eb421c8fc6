using Fairlead.Components;

namespace Fairlead.Engine;

/// <summary>What must hold for what a server says of itself.</summary>
internal static class ServerRules
{
    /// <summary>Checks the texts that clients hand to people and models.</summary>
    /// <exception cref="ArgumentException">The message says which text holds what a person does not see (OWASP MCP03).</exception>
    public static void Check(McpServerOptions options)
    {
        Check("name", options.Name);
        Check("version", options.Version);
        Check("title", options.Title);
        Check("description", options.Description);
        Check("instructions", options.Instructions);
    }

    private static void Check(string where, string? text)
    {
        if (HiddenCharacters.Find(text) is not { } character) return;
        throw new ArgumentException($"The server's {where} holds the invisible character U+{(int)character:X4}. Remove it; a person who reviews the text could not see it.");
    }
}
