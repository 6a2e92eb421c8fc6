using System.Text;
using System.Text.Json;

namespace Fairlead.Auditing;

/// <summary>Beside a log, how far it goes: tells when records were cut off at its end.</summary>
internal static class AuditHeadFile
{
    public static string Of(string path) => path + ".head";

    /// <summary>Writes the head, as a whole or not at all.</summary>
    public static void Write(string path, AuditHead head, byte[]? key)
    {
        var mac = key is null ? "" : $",\"mac\":\"{AuditLine.Seal(key, head)}\"";
        var next = Of(path) + ".next";
        File.WriteAllText(next, $"{{\"v\":1,\"seq\":{head.Sequence},\"hash\":\"{head.Hash}\"{mac}}}\n");
        File.Move(next, Of(path), overwrite: true);
    }

    /// <summary>Reads the head, or <see langword="null"/> where there is none that can be read.</summary>
    public static AuditHead? Read(string path, out string? mac)
    {
        mac = null;
        if (!File.Exists(Of(path))) return null;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Of(path), Encoding.UTF8));
            mac = json.RootElement.TryGetProperty("mac"u8, out var text) ? text.GetString() : null;
            return new(json.RootElement.GetProperty("seq"u8).GetInt64(), json.RootElement.GetProperty("hash"u8).GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }
}
