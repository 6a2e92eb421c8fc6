using Fairlead.Components;

namespace Fairlead.Hosting;

/// <summary>The line on stderr that says what has started, and where.</summary>
internal static class Banner
{
    public static void Write(McpApp app, string where)
    {
        int tools = 0, resources = 0, prompts = 0;
        foreach (var component in app.Components.Snapshot)
        {
            if (component.Kind == ComponentKind.Tool) tools++;
            else if (component.Kind == ComponentKind.Prompt) prompts++;
            else resources++;
        }

        app.Stderr.Write($"{app.Options.Name} {app.Options.Version} on {where} ({Count(tools, "tool")}, {Count(resources, "resource")}, {Count(prompts, "prompt")})\n");
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
