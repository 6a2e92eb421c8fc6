using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Measuring;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;
using Spectre.Console;

namespace Fairlead.Cli.Commands;

/// <summary><c>fairlead bench</c>: how fast a server answers.</summary>
internal sealed class BenchCommand : ServerCommand
{
    private readonly Argument<string?> _tool = new("TOOL") { Description = "The tool to call; without one, the list of tools is asked for.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string[]> _words = new("ARGUMENTS") { Description = "The call's arguments, as for fairlead call.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<int> _concurrency = Bounded("--concurrency", "Requests in flight at once (closed loop: the next is sent when a reply is there).", 8, 1, 10_000);
    private readonly Option<double?> _rate = new("--rate") { Description = "Requests per second, sent on time whether or not the server keeps up (open loop); latency counts from when each was due.", HelpName = "N" };
    private readonly Option<double> _duration = Bounded("--duration", "Seconds that are measured.", 10.0, 0.1, 3600);
    private readonly Option<double> _warmup = Bounded("--warmup", "Seconds before, which are not measured.", 2.0, 0, 600);
    private readonly Option<string?> _against = new("--against") { Description = "Another server to compare with, in alternating rounds.", HelpName = "SERVER" };
    private readonly Option<int> _rounds = Bounded("--rounds", "Rounds for each of the two servers.", 5, 1, 100);
    private readonly Option<string?> _report = new("--report") { Description = "Write an HTML page with plots.", HelpName = "FILE" };

    public BenchCommand() : base("bench", "Measure how fast a server answers. The load is real: use it on servers of your own.")
    {
        _rate.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double?>() is { } rate and not (> 0 and <= 100_000)) result.AddError($"--rate must be between 0 and 100000, was {rate}.");
        });
        Add(_tool);
        Add(_words);
        foreach (var option in (Option[])[_concurrency, _rate, _duration, _warmup, _against, _rounds, _report]) Add(option);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead bench http://127.0.0.1:8000/mcp greet name=Ada --concurrency 32", "As fast as it goes, with 32 calls in flight"),
        new("fairlead bench http://127.0.0.1:8000/mcp greet name=Ada --rate 500 --report report.html", "Latency under 500 calls a second, with plots"),
        new("fairlead bench ./New greet name=Ada --against ./Old", "Two servers side by side"),
    ];

    protected override async Task<int> RunAsync(ServerTarget target, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(target, settings, screen, cancellationToken);
        var load = await LoadAsync(connection, arguments, cancellationToken);
        if (arguments.GetValue(_against) is { } other)
        {
            await using var second = await OpenAsync(ServerTarget.Read(other), settings, screen, cancellationToken);
            return await CompareAsync(screen, load, connection, second, arguments, cancellationToken);
        }

        var measured = await MeasureAsync(screen, load, connection, cancellationToken);
        WriteReport(arguments, load, [(connection.Title, measured)]);
        if (screen.IsJson) Screen.Json(Json(connection, load, measured));
        else Show(screen, load, [(connection.Title, measured)]);
        return Verdict(screen, measured);
    }

    private static async Task<Measurement> MeasureAsync(Screen screen, Load load, ServerConnection connection, CancellationToken cancellationToken)
    {
        var generator = new LoadGenerator(connection, load);
        if (!screen.IsInteractive) return await generator.RunAsync(onProgress: null, cancellationToken);
        return await screen.Notes.Status().StartAsync($"{Plain.Markup(connection.Title)}: warming up", status => generator.RunAsync(
            (measured, time) =>
            {
                if (time > TimeSpan.Zero) status.Status($"{Plain.Markup(connection.Title)}: {time.TotalSeconds:0} of {load.Duration.TotalSeconds:0} s · {measured.Count / Math.Max(time.TotalSeconds, 0.001):0} calls/s · p50 {measured.Milliseconds(50):0.00} ms · p99 {measured.Milliseconds(99):0.00} ms · {measured.Errors} errors");
            },
            cancellationToken));
    }

    private async Task<int> CompareAsync(Screen screen, Load load, ServerConnection first, ServerConnection second, ParseResult arguments, CancellationToken cancellationToken)
    {
        var rounds = arguments.GetValue(_rounds);
        List<Measurement> ones = [], others = [];
        for (var round = 0; round < rounds; round++)
        {
            // A B, B A, A B, …: a drift of the machine meets both alike.
            if (round % 2 == 0) ones.Add(await MeasureAsync(screen, load, first, cancellationToken));
            others.Add(await MeasureAsync(screen, load, second, cancellationToken));
            if (round % 2 == 1) ones.Add(await MeasureAsync(screen, load, first, cancellationToken));
        }

        var comparison = new Comparison(ones, others);
        var (firstName, secondName) = first.Title == second.Title ? (first.Title + " (1)", second.Title + " (2)") : (first.Title, second.Title);
        (string, Measurement)[] last = [(firstName, ones[^1]), (secondName, others[^1])];
        WriteReport(arguments, load, last);
        if (screen.IsJson)
        {
            Screen.Json(new JsonObject
            {
                ["first"] = new JsonArray([.. ones.Select(measured => Json(first, load, measured))]),
                ["second"] = new JsonArray([.. others.Select(measured => Json(second, load, measured))]),
                ["ratios"] = new JsonObject(Figures.Select(figure => KeyValuePair.Create(figure.Name, (JsonNode?)Json(comparison.Ratio(figure.Of))))),
            });
        }
        else
        {
            Show(screen, load, last);
            screen.Line();
            screen.Markup($"[bold]{Plain.Markup(firstName)} against {Plain.Markup(secondName)}[/], {rounds} alternating rounds: median (lowest to highest)");
            foreach (var (name, of) in Figures)
            {
                var (median, min, max) = comparison.Ratio(of);
                screen.Line($"  {name,-14} {median:0.00} ({min:0.00} to {max:0.00})");
            }
        }

        return Math.Max(Verdict(screen, ones[^1]), Verdict(screen, others[^1]));
    }

    private static readonly (string Name, Func<Measurement, double> Of)[] Figures =
    [
        ("callsPerSecond", static measured => measured.CallsPerSecond),
        ("p50", static measured => measured.Milliseconds(50)),
        ("p99", static measured => measured.Milliseconds(99)),
    ];

    private async Task<Load> LoadAsync(ServerConnection connection, ParseResult arguments, CancellationToken cancellationToken)
    {
        var load = new Load
        {
            Method = "tools/list",
            Parameters = [],
            Concurrency = arguments.GetValue(_concurrency),
            Rate = arguments.GetValue(_rate),
            Duration = TimeSpan.FromSeconds(arguments.GetValue(_duration)),
            Warmup = TimeSpan.FromSeconds(arguments.GetValue(_warmup)),
        };
        if (arguments.GetValue(_tool) is not { } name) return load;
        var tools = await connection.ListToolsAsync(cancellationToken);
        var tool = tools.FirstOrDefault(tool => (string?)tool["name"] == name) ?? throw CliException.Usage($"{connection.Title} has no tool \"{name}\".{Suggestion.Of(name, tools.Select(static tool => (string?)tool["name"] ?? ""))}");
        return load with
        {
            Method = "tools/call",
            Parameters = new JsonObject { ["name"] = name, ["arguments"] = ArgumentWords.Read(arguments.GetValue(_words) ?? [], tool["inputSchema"] as JsonObject) },
        };
    }

    private void WriteReport(ParseResult arguments, Load load, IReadOnlyList<(string, Measurement)> servers)
    {
        if (arguments.GetValue(_report) is not { } path) return;
        try
        {
            File.WriteAllText(path, BenchReport.Write(load, servers, TimeProvider.System.GetUtcNow()));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.File(path, exception);
        }
    }

    private static int Verdict(Screen screen, Measurement measured)
    {
        if (measured.Errors == 0 && measured.Count > 0) return ExitCode.Success;
        screen.Note(measured.Count == 0 && measured.Errors == 0 ? "fairlead: No request was answered in the time." : $"fairlead: {measured.Errors} requests failed; the first: {Plain.Line(measured.FirstError)}");
        return ExitCode.BadNews;
    }

    private static void Show(Screen screen, Load load, IReadOnlyList<(string Name, Measurement Measured)> servers)
    {
        screen.Line($"{load.Method} {(string?)load.Parameters["name"]}".TrimEnd() + $", {load.Describe()}, {load.Duration.TotalSeconds:0.##} s");
        screen.Line();
        var grid = new Grid().AddColumn(new GridColumn().PadLeft(2)).AddColumns([.. Enumerable.Range(0, 7).Select(static _ => new GridColumn().RightAligned().PadRight(2))]);
        grid.AddRow("", "calls/s", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms", "errors");
        foreach (var (name, measured) in servers)
        {
            grid.AddRow(
                Plain.Markup(Plain.Line(name)), $"{measured.CallsPerSecond:0}", $"{measured.Milliseconds(50):0.00}", $"{measured.Milliseconds(90):0.00}", $"{measured.Milliseconds(99):0.00}", $"{measured.Milliseconds(99.9):0.00}", $"{measured.MaxMilliseconds:0.00}", $"{measured.Errors}");
        }

        screen.Show(grid);
    }

    private static JsonObject Json(ServerConnection connection, Load load, Measurement measured) => new()
    {
        ["server"] = connection.Describe(),
        ["method"] = load.Method,
        ["tool"] = (string?)load.Parameters["name"],
        ["concurrency"] = load.Rate is null ? load.Concurrency : null,
        ["rate"] = load.Rate,
        ["seconds"] = load.Duration.TotalSeconds,
        ["calls"] = measured.Count,
        ["errors"] = measured.Errors,
        ["firstError"] = measured.FirstError,
        ["callsPerSecond"] = Math.Round(measured.CallsPerSecond, 1),
        ["milliseconds"] = new JsonObject
        {
            ["mean"] = Math.Round(measured.MeanMilliseconds, 3),
            ["p50"] = measured.Milliseconds(50),
            ["p90"] = measured.Milliseconds(90),
            ["p99"] = measured.Milliseconds(99),
            ["p99.9"] = measured.Milliseconds(99.9),
            ["max"] = measured.MaxMilliseconds,
        },
    };

    private static JsonObject Json((double Median, double Min, double Max) ratio) => new()
    {
        ["median"] = Math.Round(ratio.Median, 3),
        ["min"] = Math.Round(ratio.Min, 3),
        ["max"] = Math.Round(ratio.Max, 3),
    };

    private static Option<T> Bounded<T>(string name, string description, T value, T min, T max) where T : IComparable<T>
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => value, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<T>() is { } given && (given.CompareTo(min) < 0 || given.CompareTo(max) > 0)) result.AddError($"{name} must be between {min} and {max}, was {given}.");
        });
        return option;
    }
}
