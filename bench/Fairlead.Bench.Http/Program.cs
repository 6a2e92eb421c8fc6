using Fairlead.Bench.Http;

// Servers that answer the same requests with the same bytes: fairlead <port> | handwritten <port>.
if (args is not [var server, var port])
{
    Console.Error.WriteLine("Usage: Fairlead.Bench.Http fairlead|handwritten PORT");
    return 2;
}

switch (server)
{
    case "fairlead":
        await FairleadServer.RunAsync(port);
        return 0;
    case "handwritten":
        await HandwrittenServer.RunAsync(port);
        return 0;
    default:
        Console.Error.WriteLine($"There is no server '{server}'; there are fairlead and handwritten.");
        return 2;
}
