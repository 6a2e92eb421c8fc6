using Fairlead.Binding;
using Microsoft.Extensions.Configuration;

namespace Fairlead.Configuration;

/// <summary>Sets an application's options from the configuration section <c>Mcp</c>, and tells everything that is wrong with it.</summary>
internal static class SectionBinder
{
    private const string Section = "Mcp";

    private static readonly string[] Groups = ["Limits", "Sessions"];

    // Sections that others read.
    private static readonly string[] Others = ["Tokens", "Caller"];

    /// <summary>Binds the section.</summary>
    /// <returns>The problems, each naming the key, its value and what it must be.</returns>
    public static List<string> Bind(McpApp app, IConfiguration configuration)
    {
        var problems = new List<string>();
        foreach (var child in configuration.GetSection(Section).GetChildren())
        {
            if (Others.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) continue;
            if (Array.Find(Groups, group => child.Key.Equals(group, StringComparison.OrdinalIgnoreCase)) is { } group)
            {
                foreach (var member in child.GetChildren()) Bind(app, $"{group}:{member.Key}", member, problems);
            }
            else
            {
                Bind(app, child.Key, child, problems);
            }
        }

        return problems;
    }

    private static void Bind(McpApp app, string key, IConfigurationSection section, List<string> problems)
    {
        var setting = Array.Find(Setting.All, setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        if (setting is null)
        {
            var nearest = NearestName.Find(key, Setting.All.Select(known => known.Key));
            problems.Add($"{Section}:{key} is no setting.{(nearest is null ? "" : $" Did you mean {Section}:{nearest}?")}");
            return;
        }

        // A list may be written as one text or as an array.
        var text = section.Value ?? string.Join(',', section.GetChildren().Select(child => child.Value));
        if (!setting.TrySet(app, text)) problems.Add($"{Section}:{setting.Key} is {(setting.IsSecret ? "wrong" : $"'{text}'")}: it must be {setting.Expected}.{SwitchOf(setting)}");
    }

    private static string SwitchOf(Setting setting) =>
        Array.Find(Switch.All, known => known.Key == $"{Section}:{setting.Key}") is { } known ? $" The switch is {known.Name} {known.Value}." : "";
}
