using System.Globalization;

namespace Fairlead.Bench.Servers;

/// <summary>The command lines of the servers over HTTP.</summary>
internal static class HttpServers
{
    public static IReadOnlyList<string> Fairlead(int tools = 20) => Own("fairlead", tools);

    public static IReadOnlyList<string> FairleadStateless => Own("stateless", 20);

    public static IReadOnlyList<string> Production => Own("production", 20);

    public static IReadOnlyList<string> Sizes => ["dotnet", "exec", Place.Built("Fairlead.Bench.Http"), "sizes", "PORT"];

    public static IReadOnlyList<string> Handwritten => Own("handwritten", 20);

    public static IReadOnlyList<string> CSharpSdk(bool sessions = false, int tools = 20) =>
        ["dotnet", "exec", Place.Built("Fairlead.Bench.SdkHttp"), sessions ? "sessions" : "stateless", "PORT", tools.ToString(CultureInfo.InvariantCulture)];

    /// <param name="program">A file of <c>peers/</c>.</param>
    /// <param name="sessions">Whether it keeps sessions.</param>
    public static IReadOnlyList<string> Node(string program, bool sessions = false) => [Place.Node, Place.Peer(program), sessions ? "sessions" : "stateless", "PORT"];

    private static string[] Own(string kind, int tools) => ["dotnet", "exec", Place.Built("Fairlead.Bench.Http"), kind, "PORT", tools.ToString(CultureInfo.InvariantCulture)];
}
