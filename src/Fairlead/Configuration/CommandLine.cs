using Fairlead.Binding;

namespace Fairlead.Configuration;

/// <summary>What the command line says: configuration, or what is wrong with it.</summary>
internal sealed class CommandLine
{
    private static readonly string[] HelpSwitches = ["--help", "-h", "-?"];

    private readonly Dictionary<string, string?> _settings = new(StringComparer.OrdinalIgnoreCase);

    private CommandLine()
    {
    }

    /// <summary>The configuration keys that were set, and their values.</summary>
    public IReadOnlyDictionary<string, string?> Settings => _settings;

    /// <summary>A token is to be made, or <see langword="null"/>.</summary>
    public TokenCommand? Token { get; private init; }

    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public string? Problem { get; private set; }

    /// <summary>An audit log is to be verified, or <see langword="null"/>.</summary>
    public AuditCommand? Audit { get; private init; }

    /// <summary>Usage was asked for.</summary>
    public bool WantsHelp { get; private set; }

    /// <summary>The server is to be examined, not run.</summary>
    public bool WantsDoctor { get; private set; }

    /// <summary>The server that runs is to be asked how it is.</summary>
    public bool WantsHealth { get; private set; }

    /// <summary>What is told is to be JSON.</summary>
    public bool WantsJson { get; private set; }

    /// <summary>The version was asked for.</summary>
    public bool WantsVersion { get; private set; }

    /// <summary>Reads <c>--switch value</c>, <c>--switch=value</c> and, for any configuration key, <c>--Section:Key value</c>.</summary>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        if (args.Count > 0 && args[0] == AuditCommand.Name)
        {
            var command = AuditCommand.Parse([.. args.Skip(1)]);
            return new() { Audit = command, Problem = command.Problem };
        }

        if (args.Count > 0 && args[0] == TokenCommand.Name)
        {
            var command = TokenCommand.Parse([.. args.Skip(1)]);
            return new() { Token = command, Problem = command.Problem };
        }

        var line = new CommandLine();
        for (var i = 0; i < args.Count && line.Problem is null; i++) line.Take(args, ref i);
        if (line is { WantsJson: true, WantsDoctor: false }) line.Problem ??= "--json belongs to --doctor.";
        return line;
    }

    private void Take(IReadOnlyList<string> args, ref int i)
    {
        var argument = args[i];
        if (HelpSwitches.Contains(argument))
        {
            WantsHelp = true;
            return;
        }

        if (argument == "--version")
        {
            WantsVersion = true;
            return;
        }

        if (argument == "--health")
        {
            WantsHealth = true;
            return;
        }

        if (argument is "--doctor" or "--json")
        {
            WantsDoctor |= argument == "--doctor";
            WantsJson |= argument == "--json";
            return;
        }

        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? argument : argument[..equals];
        if (KeyOf(name) is not { } key)
        {
            Problem = Unknown(name);
            return;
        }

        if (equals >= 0) _settings[key] = argument[(equals + 1)..];
        else if (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal)) _settings[key] = args[++i];
        else if (Array.Find(Switch.All, known => known.Name == name) is { Default: { } value }) _settings[key] = value;
        else Problem = $"{name} needs a value: {name} {Array.Find(Switch.All, known => known.Key == key)?.Value ?? "VALUE"}.";
    }

    private static string? KeyOf(string name)
    {
        if (Array.Find(Switch.All, known => known.Name == name) is { } known) return known.Key;
        return name.StartsWith("--", StringComparison.Ordinal) && name.IndexOf(':', StringComparison.Ordinal) > 2 ? name[2..] : null;
    }

    private static string Unknown(string name)
    {
        if (!name.StartsWith('-')) return $"'{name}' stands alone; write --switch value. See --help.";
        var nearest = NearestName.Find(name, [.. Switch.All.Select(known => known.Name), "--help", "--version", "--doctor", "--health"]);
        return nearest is null ? $"Unknown switch {name}. See --help." : $"Unknown switch {name}. Did you mean {nearest}? See --help.";
    }
}
