using System.Text;

namespace Fairlead.Configuration;

/// <summary>The text of <c>--help</c>.</summary>
internal static class Usage
{
    public static string Text(McpApp app)
    {
        var options = app.Options;
        var text = new StringBuilder();
        text.Append(options.Name).Append(' ').AppendLine(options.Version);
        if (options.Description is { } description) text.AppendLine(description);
        text.AppendLine().AppendLine("Serves the Model Context Protocol.").AppendLine().AppendLine("Switches:");
        foreach (var known in Switch.All) Line(text, $"{known.Name} {known.Value}", known.Description);
        Line(text, "--KEY VALUE", "Any configuration key with a colon, such as --Mcp:PageSize 50.");
        Line(text, AuditCommand.Name + " verify FILE", "Tells whether an audit log is as it was written: " + AuditCommand.Form + ".");
        Line(text, "--doctor [--json]", "Judges the configured server against what production asks for; exits with 1 where there are errors.");
        Line(text, "--health", "Asks the server that runs with the same settings how it is; exits with 0 where it is well, else with 1.");
        Line(text, TokenCommand.Name + " new", "Makes a token: " + TokenCommand.Form + ".");
        Line(text, "--version", "Prints the version.");
        Line(text, "--help", "Prints this.");
        text.AppendLine().AppendLine("Keys of the section Mcp in appsettings.json; in the environment MCP__KEY:");
        foreach (var setting in Setting.All) Line(text, setting.Key, setting.Expected + ".");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string left, string right) => text.Append("  ").Append(left.PadRight(28)).Append(' ').AppendLine(right);
}
