using System.Text;
using System.Text.Json;

namespace Fairlead.Auditing;

/// <summary>Beside a log, how far it goes: tells when records were cut off at its end.</summary>
internal static class AuditHeadFile
{
    public static string Of(string path) => path + ".head";

    /// <summary>Writes the head, as a whole or not at all.</summary>
    /// <param name="path">The log.</param>
    /// <param name="head">How far it goes.</param>
    /// <param name="key">What the head is sealed with.</param>
    /// <param name="flushToDisk">Whether it is on the disk when this returns, and not only with the operating system.</param>
    public static void Write(string path, AuditHead head, byte[]? key, bool flushToDisk)
    {
        var mac = key is null ? "" : $",\"mac\":\"{AuditLine.Seal(key, head)}\"";
        var next = Of(path) + ".next";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
        {
            file.Write(Encoding.UTF8.GetBytes($"{{\"v\":1,\"seq\":{head.Sequence},\"hash\":\"{head.Hash}\"{mac}}}\n"));
            file.Flush(flushToDisk);
        }

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
