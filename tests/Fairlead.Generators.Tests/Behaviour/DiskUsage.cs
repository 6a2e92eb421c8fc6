namespace Fairlead.Generators.Tests.Behaviour;

/// <summary>How full a disk is.</summary>
/// <param name="Path">Where it is mounted.</param>
/// <param name="UsedBytes">Bytes in use.</param>
/// <param name="Percent">Share in use.</param>
public sealed record DiskUsage(string Path, long UsedBytes, double Percent);
