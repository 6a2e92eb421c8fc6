using System.Globalization;
using System.Text;
using Fairlead.Auditing;

namespace Fairlead.Configuration;

/// <summary>The command <c>audit verify FILE</c>: tells whether an audit log is as it was written.</summary>
internal sealed class AuditCommand
{
    public const string Name = "audit";

    public const string Form = "audit verify FILE [--key-file FILE] [--anchor NUMBER:HASH] [--allow-missing-start]";

    private readonly AuditVerifierOptions _options = new();
    private string? _path;
    private string? _keyFile;

    private AuditCommand()
    {
    }

    /// <summary>What is wrong with the command, or <see langword="null"/>.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads what follows <c>audit</c>.</summary>
    public static AuditCommand Parse(IReadOnlyList<string> args)
    {
        var command = new AuditCommand();
        if (args is not ["verify", { } path, ..] || path.StartsWith("--", StringComparison.Ordinal))
        {
            command.Problem = $"Write {Form}.";
            return command;
        }

        command._path = path;
        for (var i = 2; i < args.Count && command.Problem is null; i++) command.Take(args, ref i);
        return command;
    }

    /// <summary>Verifies.</summary>
    /// <returns>The exit code: 0 where the log is as it was written, 1 where it is not, 2 where it cannot be read.</returns>
    public async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        AuditVerification found;
        try
        {
            if (_keyFile is not null) _options.Key = Convert.FromBase64String((await File.ReadAllTextAsync(_keyFile, cancellationToken).ConfigureAwait(false)).Trim());
            found = await AuditVerifier.VerifyAsync(_path!, _options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await output.WriteAsync($"{exception.Message}\n").ConfigureAwait(false);
            return 2;
        }
        catch (FormatException)
        {
            await output.WriteAsync($"{_keyFile} holds no key: it must be base64, as openssl rand -base64 32 makes it.\n").ConfigureAwait(false);
            return 2;
        }

        await output.WriteAsync(TextOf(found)).ConfigureAwait(false);
        return found.IsValid ? 0 : 1;
    }

    private static string TextOf(AuditVerification found)
    {
        var text = new StringBuilder();
        foreach (var problem in found.Problems) text.Append(problem).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{(found.IsValid ? "The log is as it was written" : "The log is not as it was written")}: {found.Records} records, {found.Anchors} of them anchors, {found.Dropped} dropped by the server.\n");
        text.Append(CultureInfo.InvariantCulture, $"It ends with {found.Head.Sequence}:{found.Head.Hash}\n");
        return text.ToString();
    }

    private void Take(IReadOnlyList<string> args, ref int i)
    {
        switch (args[i])
        {
            case "--allow-missing-start":
                _options.AllowsMissingStart = true;
                break;
            case "--key-file" when i + 1 < args.Count:
                _keyFile = args[++i];
                break;
            case "--anchor" when i + 1 < args.Count && AuditHead.TryParse(args[i + 1], out var anchor):
                _options.Anchor = anchor;
                i++;
                break;
            default:
                Problem = $"'{args[i]}' is not understood here. Write {Form}.";
                break;
        }
    }
}
