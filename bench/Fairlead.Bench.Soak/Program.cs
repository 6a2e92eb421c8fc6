using System.Globalization;
using Fairlead.Bench.Soak;

if (args is ["runaway"]) return await Runaway.MeasureAsync();

// Mixed traffic on the main sample for so many seconds, then the account: memory, metrics, audit trail and log against what was sent.
if (args is not [] and not [_] || (args is [{ } text] && (!int.TryParse(text, CultureInfo.InvariantCulture, out var given) || given < 10)))
{
    Console.Error.WriteLine("Write soak.sh [seconds], 10 or more.");
    return 2;
}

var seconds = args is [{ } length] ? int.Parse(length, CultureInfo.InvariantCulture) : 60;
var tally = new Tally();
using var server = new Server(callsPerMinute: 100_000_000);
var url = await server.Listening;
using var traffic = new Traffic(url, server.Reader, server.Refunder, tally);
using var stopping = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
var running = traffic.RunAsync(stopping.Token);
var memory = new List<long>();
while (!stopping.IsCancellationRequested)
{
    await Task.Delay(TimeSpan.FromSeconds(1));
    memory.Add(server.Memory());
}

await running;
var measured = await Measured.AskAsync(url);
var verdict = new Verdict(tally);
Console.WriteLine($"{tally.Total} requests in {seconds} s");
verdict.Judge(server, measured);
verdict.JudgeMemory(memory);
var exit = await server.StopAsync();
var (code, said) = await server.VerifyAsync();
Console.WriteLine(said);
verdict.JudgeTrail(server, measured, code);
Console.WriteLine(exit == 0 && verdict.IsGood ? "good" : $"not good (the server ended with {exit})");
return exit == 0 && verdict.IsGood ? 0 : 1;
