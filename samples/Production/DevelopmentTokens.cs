using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairlead.Authentication;

namespace Production;

/// <summary>
/// Tokens to try the server with, made at its first start where none are configured. They are printed once; only their hashes
/// are kept.
/// </summary>
internal static class DevelopmentTokens
{
    private static readonly (string Subject, string[] Scopes, string For)[] People =
    [
        ("ada", ["orders:read"], "reads"),
        ("grace", ["orders:read", "orders:refund"], "reads and pays back"),
        ("ops", ["ops:health"], "runs the server"),
    ];

    /// <summary>The tokens of a data folder, made where there are none.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="output">Where new tokens are printed.</param>
    public static IEnumerable<StaticToken> Of(string folder, TextWriter output)
    {
        var path = Path.Combine(folder, "development-tokens.json");
        if (!File.Exists(path)) Create(path, output);
        var hashes = JsonSerializer.Deserialize(File.ReadAllBytes(path), TokensJson.Default.DictionaryStringString) ?? [];
        return People.Where(person => hashes.ContainsKey(person.Subject)).Select(person => new StaticToken(hashes[person.Subject], person.Subject) { Scopes = person.Scopes });
    }

    private static void Create(string path, TextWriter output)
    {
        var tokens = People.ToDictionary(static person => person.Subject, static _ => "fl_" + RandomNumberGenerator.GetHexString(40, lowercase: true));
        if (!TryKeep(path, tokens.ToDictionary(static token => token.Key, static token => HashOf(token.Value)))) return;
        output.WriteLine("Development tokens, shown this once (configure Mcp:Tokens for others):");
        foreach (var (subject, _, purpose) in People) output.WriteLine($"  {subject,-6} {purpose,-20} {tokens[subject]}");
    }

    // Of several instances that start at once in a new folder, those of one count, for all of them; and nobody reads half a file.
    private static bool TryKeep(string path, Dictionary<string, string> hashes)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options)) JsonSerializer.Serialize(file, hashes, TokensJson.Default.DictionaryStringString);
        try
        {
            File.Move(draft, path);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
            return false;
        }
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
