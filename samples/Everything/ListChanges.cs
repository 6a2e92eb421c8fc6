using Fairlead;

namespace Everything;

/// <summary>Tools that change what the server offers while it runs.</summary>
internal static class ListChanges
{
    public static void Add(McpApp app)
    {
        app.Tool("test_trigger_tool_change", () =>
        {
            app.Components.Remove(app.Tool("passing_tool", () => "Gone already.", "Comes and goes."));
            return "The list of tools has changed.";
        }, "Adds a tool and takes it away.");

        app.Tool("test_trigger_prompt_change", () =>
        {
            app.Components.Remove(app.Prompt("passing_prompt", () => "Gone already.", "Comes and goes."));
            return "The list of prompts has changed.";
        }, "Adds a prompt and takes it away.");
    }
}
