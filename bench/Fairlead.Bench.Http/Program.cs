using System.Globalization;
using Fairlead.Bench.Http;

// The servers that are measured over HTTP. All but the last answer the same requests.
var tools = args is [_, _, { } text] ? int.Parse(text, CultureInfo.InvariantCulture) : 20;
switch (args)
{
    case ["fairlead", var port, ..]:
        await FairleadServer.RunPlainAsync(port, tools);
        return 0;
    case ["stateless", var port, ..]:
        await FairleadServer.RunPlainAsync(port, tools, "--stateless");
        return 0;
    case ["production", var port, ..]:
        await FairleadServer.RunProductionAsync(port, tools);
        return 0;
    case ["handwritten", var port, ..]:
        await HandwrittenServer.RunAsync(port, tools);
        return 0;
    case ["sizes", var port]:
        await FairleadServer.RunSizesAsync(port);
        return 0;
    default:
        Console.Error.WriteLine("Usage: Fairlead.Bench.Http fairlead|stateless|production|handwritten PORT [TOOLS] | sizes PORT");
        return 2;
}
