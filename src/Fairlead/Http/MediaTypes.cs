using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Fairlead.Http;

/// <summary>What Streamable HTTP says in <c>Content-Type</c> and <c>Accept</c>.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";

    public const string EventStream = "text/event-stream";

    /// <summary>Whether a request's body is JSON as MCP sends it.</summary>
    public static bool IsJson(IHeaderDictionary headers)
    {
        if (headers.ContentEncoding.Count > 0 || headers.ContentType.Count != 1) return false;
        if (headers.ContentType[0] == Json) return true;
        var (type, parameters) = Cut(headers.ContentType.ToString(), ';');
        if (!type.Equals(Json, StringComparison.OrdinalIgnoreCase)) return false;
        while (!parameters.IsEmpty)
        {
            (var parameter, parameters) = Cut(parameters, ';');
            var (name, value) = Cut(parameter, '=');
            if (name.Equals("charset", StringComparison.OrdinalIgnoreCase)
                && !value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return false;
        }

        return true;
    }

    /// <summary>Whether a client takes both forms of reply. Wildcards count; what has <c>q=0</c> does not.</summary>
    public static bool AcceptsReplies(StringValues accept)
    {
        // What nearly all clients send.
        if (accept.Count == 1 && accept[0] is Json + ", " + EventStream or "*/*") return true;
        Read(accept, out var json, out var stream);
        return json && stream;
    }

    /// <summary>Whether a client takes a stream of events.</summary>
    public static bool AcceptsStream(StringValues accept)
    {
        Read(accept, out _, out var stream);
        return stream;
    }

    private static void Read(StringValues accept, out bool json, out bool stream)
    {
        json = false;
        stream = false;
        foreach (var line in accept)
        {
            ReadOnlySpan<char> rest = line;
            while (!rest.IsEmpty)
            {
                (var range, rest) = Cut(rest, ',');
                var (type, parameters) = Cut(range, ';');
                if (IsExcluded(parameters)) continue;
                var isAny = type.SequenceEqual("*/*");
                json |= isAny || type.Equals("application/*", StringComparison.OrdinalIgnoreCase) || type.Equals(Json, StringComparison.OrdinalIgnoreCase);
                stream |= isAny || type.Equals("text/*", StringComparison.OrdinalIgnoreCase) || type.Equals(EventStream, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    // q=0, q=0.0 and so on mean "not acceptable" (RFC 9110, section 12.4.2).
    private static bool IsExcluded(ReadOnlySpan<char> parameters)
    {
        while (!parameters.IsEmpty)
        {
            (var parameter, parameters) = Cut(parameters, ';');
            var (name, value) = Cut(parameter, '=');
            if (name.Equals("q", StringComparison.OrdinalIgnoreCase)) return value is ['0', ..] && value.IndexOfAnyExcept('0', '.') < 0;
        }

        return false;
    }

    private static Pair Cut(ReadOnlySpan<char> text, char separator)
    {
        var end = text.IndexOf(separator);
        return end < 0 ? new(text.Trim(), default) : new(text[..end].Trim(), text[(end + 1)..].Trim());
    }

    private readonly ref struct Pair(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        private readonly ReadOnlySpan<char> _left = left;
        private readonly ReadOnlySpan<char> _right = right;

        public void Deconstruct(out ReadOnlySpan<char> left, out ReadOnlySpan<char> right)
        {
            left = _left;
            right = _right;
        }
    }
}
