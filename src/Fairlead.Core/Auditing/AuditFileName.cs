using System.Globalization;

namespace Fairlead.Auditing;

/// <summary>The names of the files that a log consists of: <c>audit.000000000001.jsonl</c>, …, <c>audit.jsonl</c>.</summary>
internal static class AuditFileName
{
    private const int Digits = 12;

    /// <summary>The name of a full file that begins with a record.</summary>
    public static string Of(string path, long firstSequence) => Path.Combine(
        Path.GetDirectoryName(path)!,
        $"{Path.GetFileNameWithoutExtension(path)}.{firstSequence.ToString(new string('0', Digits), CultureInfo.InvariantCulture)}{Path.GetExtension(path)}");

    /// <summary>The full files of a log, oldest first.</summary>
    public static IEnumerable<string> Rotated(string path)
    {
        var pattern = $"{Path.GetFileNameWithoutExtension(path)}.{new string('?', Digits)}{Path.GetExtension(path)}";
        return Directory.EnumerateFiles(Path.GetDirectoryName(path)!, pattern)
            .Where(file => Path.GetFileNameWithoutExtension(file)[^Digits..].All(char.IsAsciiDigit))
            .Order(StringComparer.Ordinal);
    }
}
