using System.ComponentModel;
using ModelContextProtocol;
using ModelContextProtocol.Server;

/// <summary>The tools that are called.</summary>
[McpServerToolType]
internal sealed class Greetings
{
    [McpServerTool(Name = "greet"), Description("Greet someone by name.")]
    public static string Greet(string name, int times, bool loud) => loud && times > 0 ? $"HELLO, {name}!" : $"Hello, {name}!";

    [McpServerTool(Name = "work"), Description("Works in three steps, and says so.")]
    public static string Work(string name, IProgress<ProgressNotificationValue> progress)
    {
        for (var step = 1; step <= 3; step++) progress.Report(new() { Progress = step, Total = 3 });
        return $"Done, {name}.";
    }
}
