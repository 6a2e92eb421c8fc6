using System.Runtime.InteropServices;
using Fairlead.Bench;
using Fairlead.Bench.Parts;
using Fairlead.Bench.Results;
using Fairlead.Bench.Servers;

// Measures the parts that are asked for, one after the other; run.sh builds everything before and pins this process to core 1.
if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine($"Usage: run.sh [--quick | --docs] [{string.Join(' ', Options.AllParts)}]");
    return 2;
}

// Interrupted, it leaves no server behind.
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
var output = new ResultFolder(options);
foreach (var name in options.Parts)
{
    var machine = Machine.Read();
    Console.WriteLine($"== {name} (load average {machine.LoadAverage} at its start)");
    IReadOnlyList<Section> sections = name switch
    {
        "http" => await HttpPart.MeasureAsync(options),
        "open" => await OpenPart.MeasureAsync(options),
        "stdio" => StdioPart.Measure(options),
        "start" => StartPart.Measure(options),
        _ => await ScalePart.MeasureAsync(options),
    };
    output.Write(name, machine, sections);
}

return 0;

static void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ServerProcess.EndAll();
    Environment.Exit(130);
}
