namespace Fairlead.Bench.Servers;

/// <summary>The command lines of the servers over stdio.</summary>
internal static class StdioServers
{
    /// <summary>The place of what the others are compared with: Fairlead as it runs without being published in a special way.</summary>
    public const int Reference = 2;

    public static IReadOnlyList<(string Name, IReadOnlyList<string> Command)> All { get; } =
    [
        ("Fairlead, Native AOT", [Place.Published("Fairlead.Bench.Stdio", "aot")]),
        ("Fairlead, ReadyToRun", [Place.Published("Fairlead.Bench.Stdio", "r2r")]),
        ("Fairlead, JIT", [Place.Published("Fairlead.Bench.Stdio", "jit")]),
        ("a loop that answers without looking, JIT", [Place.Published("Fairlead.Bench.Loop", "jit")]),
        ("ModelContextProtocol (C#) 2.3.1, JIT", [Place.Published("Fairlead.Bench.SdkStdio", "jit")]),
        ("ModelContextProtocol (C#) 2.3.1, ReadyToRun", [Place.Published("Fairlead.Bench.SdkStdio", "r2r")]),
        ("@modelcontextprotocol/server 2.4.0", [Place.Node, Place.Peer("server.mjs"), "stdio"]),
        ("@modelcontextprotocol/sdk 1.32.0", [Place.Node, Place.Peer("sdk.mjs"), "stdio"]),
        ("fastmcp 4.20.16", [Place.Node, Place.Peer("fastmcp.mjs"), "stdio"]),
    ];
}
