using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Installing;

/// <summary>How a client is to reach a server. Values may refer to variables as <c>${NAME}</c>.</summary>
internal sealed partial record ServerEntry
{
    public string? Url { get; init; }

    public string? Command { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public string? WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>All values that a client may have to fill.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values => Environment.Concat(Headers);

    /// <exception cref="CliException">An option does not fit the server.</exception>
    public static ServerEntry Of(ServerTarget target, IEnumerable<KeyValuePair<string, string>> environment, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var (variables, fields) = (environment.ToArray(), headers.ToArray());
        switch (target)
        {
            case HttpTarget http:
                if (variables.Length > 0) throw CliException.Usage("--env is for servers that are started; a server with a URL has --header.");
                return new ServerEntry { Url = http.Url.OriginalString, Headers = Merge(http.Headers, fields, StringComparer.OrdinalIgnoreCase) };
            case ProcessTarget process:
                if (fields.Length > 0) throw CliException.Usage("--header is for servers with a URL; one that is started has --env.");
                return new ServerEntry
                {
                    Command = Absolute(process.Command),
                    Arguments = [.. process.Arguments.Select(Absolute)],
                    WorkingDirectory = process.WorkingDirectory,
                    Environment = Merge(process.Environment, variables, StringComparer.Ordinal),
                };
            default:
                throw new InvalidOperationException(target.GetType().Name);
        }
    }

    /// <summary>The name of the variable that a value consists of, as in <c>${TOKEN}</c>.</summary>
    public static string? VariableOf(string value) => Whole().Match(value) is { Success: true } match ? match.Groups[1].Value : null;

    public static bool HasVariable(string value) => Reference().IsMatch(value);

    /// <summary>The object of strings that clients write.</summary>
    public static JsonObject Texts(IEnumerable<KeyValuePair<string, string>> pairs) => new(pairs.Select(static pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));

    // Clients start servers in a folder of their own.
    private static string Absolute(string word) =>
        !Path.IsPathRooted(word) && (word.StartsWith('.') || word.AsSpan().ContainsAny('/', '\\') || Path.HasExtension(word)) && (File.Exists(word) || Directory.Exists(word)) ? Path.GetFullPath(word) : word;

    private static Dictionary<string, string> Merge(IEnumerable<KeyValuePair<string, string>> own, IEnumerable<KeyValuePair<string, string>> more, StringComparer comparer)
    {
        var all = new Dictionary<string, string>(comparer);
        foreach (var (key, value) in own.Concat(more)) all[key] = Reference().Replace(value, "${$1}");
        return all;
    }

    // As users and clients write it: ${NAME}, or ${env:NAME}.
    [GeneratedRegex(@"\$\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$", RegexOptions.NonBacktracking)]
    private static partial Regex Whole();
}
