using System.Text.Json;
using Fairlead.Components;
using Fairlead.Protocol;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Http;

/// <summary>Whether <c>Mcp-Param-*</c> headers say what the arguments say (SEP-2243).</summary>
internal static class ParameterHeaders
{
    /// <summary>What is wrong with a parameter's header, or <see langword="null"/>.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="arguments">The arguments: a JSON value that was found to be valid, or empty.</param>
    /// <param name="headers">The request's headers.</param>
    public static JsonRpcError? Check(HeaderParameter parameter, ReadOnlySpan<byte> arguments, IHeaderDictionary headers)
    {
        var reader = new Utf8JsonReader(arguments, new JsonReaderOptions { MaxDepth = int.MaxValue });

        // No arguments at all are no JSON, at which the reader would throw.
        var hasValue = !arguments.IsEmpty && TryFind(ref reader, parameter.Path) && reader.TokenType is not (JsonTokenType.Null or JsonTokenType.StartObject or JsonTokenType.StartArray);
        var header = headers[parameter.Header];
        var path = string.Join('.', parameter.Path);
        if (header.Count == 0) return hasValue ? Error($"{parameter.Header} is missing; it must be the argument {path}.") : null;
        if (!hasValue) return Error($"{parameter.Header} must be left out: the argument {path} has no value that it could mirror.");
        return HeaderText.Single(header) is { } text && Mirrors(text, ref reader) ? null : Error($"{parameter.Header} is not the argument {path}.");
    }

    private static bool Mirrors(string header, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return HeaderText.Is(header, "true"u8);
            case JsonTokenType.False:
                return HeaderText.Is(header, "false"u8);
            case JsonTokenType.Number:
                return NumberText.AreEqual(header, reader.ValueSpan);
            default:
                if (!reader.ValueIsEscaped) return HeaderText.Is(header, reader.ValueSpan);
                var text = new byte[reader.ValueSpan.Length];
                return HeaderText.Is(header, text.AsSpan(0, reader.CopyString(text)));
        }
    }

    /// <summary>Moves to the value at a path of property names.</summary>
    private static bool TryFind(ref Utf8JsonReader reader, IReadOnlyList<string> path)
    {
        reader.Read();
        foreach (var name in path)
        {
            if (reader.TokenType != JsonTokenType.StartObject || !TryFindMember(ref reader, name)) return false;
        }

        return true;
    }

    private static bool TryFindMember(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(name);
            reader.Read();
            if (isWanted) return true;
            reader.Skip();
        }

        return false;
    }

    private static JsonRpcError Error(string problem) => new(ErrorCodes.HeaderMismatch, $"Header mismatch: {problem}");
}
