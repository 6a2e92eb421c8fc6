namespace Production.Tools;

/// <summary>How the server is.</summary>
/// <param name="Status">What to make of it.</param>
/// <param name="Rows">How many rows the database has.</param>
/// <param name="DatabaseMilliseconds">How long it took to count them.</param>
/// <param name="MemoryMegabytes">The memory of the process.</param>
public sealed record ServerHealth(string Status, long Rows, double DatabaseMilliseconds, long MemoryMegabytes);
