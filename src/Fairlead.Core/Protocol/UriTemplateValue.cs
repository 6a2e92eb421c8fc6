using System.Text;

namespace Fairlead.Protocol;

/// <summary>Values of template variables: percent-decoded exactly once, and checked for paths that would lead astray.</summary>
internal static class UriTemplateValue
{
    // Invalid UTF-8 must not turn into replacement characters that no longer show what was sent.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryDecode(ReadOnlySpan<char> text, UriTemplateVariable variable, out List<string> value)
    {
        value = [];
        if (!variable.IsList)
        {
            if (!TryDecodeOne(text, out var one)) return false;
            value.Add(one);
            return true;
        }

        if (text.Length == 0 || text[0] != '/') return false;
        foreach (var range in text[1..].Split('/'))
        {
            if (!TryDecodeOne(text[1..][range], out var segment)) return false;
            value.Add(segment);
        }

        return true;
    }

    public static bool TryDecodeOne(ReadOnlySpan<char> text, out string value)
    {
        value = "";
        if (!text.Contains('%'))
        {
            value = text.ToString();
            return true;
        }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var count = 0;
        while (!text.IsEmpty)
        {
            if (text[0] == '%')
            {
                if (text.Length < 3 || !byte.TryParse(text.Slice(1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out bytes[count])) return false;
                count++;
                text = text[3..];
                continue;
            }

            var run = text.IndexOf('%');
            if (run < 0) run = text.Length;
            count += Encoding.UTF8.GetBytes(text[..run], bytes.AsSpan(count));
            text = text[run..];
        }

        try
        {
            value = StrictUtf8.GetString(bytes, 0, count);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether a value, used as a path, could leave the directory it is meant for: a <c>..</c> segment, an absolute, drive or
    /// UNC path, or a NUL (CVE-2025-53109, CVE-2025-53110).
    /// </summary>
    public static bool IsTraversal(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal)) return true;
        if (value is ['/' or '\\', ..]) return true;

        // Also without a separator: to Windows, c:x is x in the current directory of another drive.
        if (value is [>= 'a' and <= 'z' or >= 'A' and <= 'Z', ':', ..]) return true;
        foreach (var range in value.AsSpan().SplitAny('/', '\\'))
        {
            if (value.AsSpan()[range].SequenceEqual("..")) return true;
        }

        return false;
    }
}
