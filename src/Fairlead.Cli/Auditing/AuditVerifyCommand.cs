using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Auditing;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Auditing;

/// <summary><c>fairlead audit verify</c>: is a log as it was written?</summary>
internal sealed class AuditVerifyCommand : AuditLogCommand
{
    private readonly Option<string?> _keyFile = new("--key-file") { Description = "A file with the key that the server seals with, in base64.", HelpName = "FILE" };
    private readonly Option<string?> _anchor = new("--anchor") { Description = "An anchor that was kept elsewhere, such as in the server's log: the log must have it.", HelpName = "NUMBER:HASH" };
    private readonly Option<bool> _missingStart = new("--allow-missing-start") { Description = "The log may begin later: older files were put elsewhere." };

    public AuditVerifyCommand() : base("verify", "Say whether a log is as it was written: nothing changed, removed, inserted, moved or cut off.")
    {
        foreach (var option in (Option[])[_keyFile, _anchor, _missingStart]) Add(option);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead audit verify audit.jsonl", "Verify the chain of all files of the log"),
        new("fairlead audit verify audit.jsonl --key-file audit.key", "Verify its seals too"),
        new("fairlead audit verify audit.jsonl --anchor 1001:c0…", "Compare it with an anchor from the server's log"),
    ];

    protected override async Task<int> RunAsync(string path, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var options = new AuditVerifierOptions { AllowsMissingStart = arguments.GetValue(_missingStart), Anchor = Anchor(arguments.GetValue(_anchor)), Key = Key(arguments.GetValue(_keyFile)) };
        var found = await AuditVerifier.VerifyAsync(path, options, cancellationToken);
        if (screen.IsJson)
        {
            Screen.Json(new JsonObject
            {
                ["valid"] = found.IsValid,
                ["records"] = found.Records,
                ["anchors"] = found.Anchors,
                ["dropped"] = found.Dropped,
                ["head"] = new JsonObject { ["seq"] = found.Head.Sequence, ["hash"] = found.Head.Hash },
                ["problems"] = new JsonArray([.. found.Problems.Select(static problem => JsonValue.Create(problem))]),
            });
        }
        else
        {
            foreach (var problem in found.Problems) screen.Line(Plain.Line(problem));
            screen.Line($"The log is {(found.IsValid ? "" : "not ")}as it was written: {found.Records} records, {found.Anchors} of them anchors, {found.Dropped} dropped by the server.");
            screen.Line($"It ends with {found.Head.Sequence}:{Plain.Line(found.Head.Hash)}");
        }

        return found.IsValid ? ExitCode.Success : ExitCode.BadNews;
    }

    private static AuditHead? Anchor(string? text) =>
        text is null ? null : AuditHead.TryParse(text, out var head) ? head : throw CliException.Usage($"--anchor: write NUMBER:HASH as the server's log has it, not \"{text}\".");

    private static byte[]? Key(string? path)
    {
        if (path is null) return null;
        try
        {
            return Convert.FromBase64String(File.ReadAllText(path).Trim());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.File(path, exception);
        }
        catch (FormatException exception)
        {
            throw new CliException(ExitCode.File, $"{path} holds no key: it must be base64, as openssl rand -base64 32 makes it.", exception);
        }
    }
}
