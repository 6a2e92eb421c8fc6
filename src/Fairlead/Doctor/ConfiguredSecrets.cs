using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace Fairlead.Doctor;

/// <summary>Secrets in files that lie beside the program, where images, backups and repositories take them along.</summary>
internal static partial class ConfiguredSecrets
{
    public static IEnumerable<Finding> Find(McpApp app)
    {
        if (app.Configuration is not IConfigurationRoot root) yield break;
        foreach (var file in root.Providers.OfType<JsonConfigurationProvider>())
        {
            foreach (var key in Keys(file, null))
            {
                if (!file.TryGet(key, out var value) || string.IsNullOrEmpty(value) || !IsSecret(key, value)) continue;
                yield return new("secrets", false, $"{key} in {file.Source.Path} looks like a secret.", $"Take it out, and set it in the environment: {key.Replace(":", "__", StringComparison.Ordinal)}=…");
            }
        }
    }

    private static IEnumerable<string> Keys(JsonConfigurationProvider file, string? parent)
    {
        foreach (var name in file.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = parent is null ? name : $"{parent}:{name}";
            yield return key;
            foreach (var child in Keys(file, key)) yield return child;
        }
    }

    // Hashes are made to be written down.
    private static bool IsSecret(string key, string value) =>
        (SecretName().IsMatch(key[(key.LastIndexOf(':') + 1)..]) && !key.Contains("sha256", StringComparison.OrdinalIgnoreCase)) || SecretValue().IsMatch(value);

    [GeneratedRegex("password|passwd|secret|api_?key|privatekey|^token$|auditkey", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(password|pwd|accountkey)\s*=\s*[^;\s]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SecretValue();
}
