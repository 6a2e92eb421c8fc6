using System.Text.Json.Serialization;

namespace SystemMonitor;

/// <summary>What makes a process big.</summary>
public enum ProcessSort
{
    /// <summary>Memory in use.</summary>
    [JsonStringEnumMemberName("memory")]
    Memory,

    /// <summary>Processor time used since it began.</summary>
    [JsonStringEnumMemberName("cpu")]
    Cpu,
}
