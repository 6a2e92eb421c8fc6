using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Fairlead.Binding;

/// <summary>Writes values that <see cref="Utf8JsonWriter"/> does not know. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ValueWriting
{
    /// <summary>Passes on a value that its declaration says is never <see langword="null"/>, as the output schema has promised.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="where">What it is called.</param>
    /// <exception cref="InvalidOperationException">It is <see langword="null"/>.</exception>
    public static T NotNull<T>([NotNull] T? value, string where) where T : class => value
        ?? throw new InvalidOperationException($"{where} is null, but declared as never null, and so the output schema says. Declare it nullable, or set it.");

    /// <summary>Checks that a value is of the declared type itself or of one that it names with <c>[JsonDerivedType]</c>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="declared">The declared type.</param>
    /// <exception cref="InvalidOperationException">It is of another type.</exception>
    public static void KnownType(object value, Type declared)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(declared);
        if (value.GetType() != declared)
        {
            throw new InvalidOperationException($"{value.GetType().Name} is not among the types that {declared.Name} names with [JsonDerivedType]. Add it there.");
        }
    }

    /// <summary>Writes a number of any type.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The number.</param>
    public static void Number<T>(Utf8JsonWriter writer, T value) where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!T.IsFinite(value)) throw new InvalidOperationException("JSON has no number for NaN and infinity. Return null or a text.");
        writer.WriteRawValue(value.ToString(null, CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a character.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The character.</param>
    public static void Char(Utf8JsonWriter writer, char value) => Text(writer, [value]);

    /// <summary>Writes a URI, escaped as RFC 3986 demands.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The URI.</param>
    public static void Uri(Utf8JsonWriter writer, Uri value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Text(writer, value.IsAbsoluteUri ? value.AbsoluteUri : value.OriginalString);
    }

    /// <summary>Writes a date.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The date.</param>
    public static void DateOnly(Utf8JsonWriter writer, DateOnly value) => Formatted(writer, value, "yyyy-MM-dd");

    /// <summary>Writes a time of day.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The time.</param>
    public static void TimeOnly(Utf8JsonWriter writer, TimeOnly value) => Formatted(writer, value, "HH:mm:ss.FFFFFFF");

    /// <summary>Writes a duration as ISO 8601 does, such as <c>PT1H30M</c>.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The duration.</param>
    public static void TimeSpan(Utf8JsonWriter writer, TimeSpan value) => Text(writer, XmlConvert.ToString(value));

    /// <summary>Writes a value whose type is known only now: a text, number, Boolean, point in time, JSON, or a collection of them.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">It is of another type.</exception>
    public static void Any(Utf8JsonWriter writer, object? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case float number: writer.WriteNumberValue(number); break;
            case byte or sbyte or short or ushort or uint: writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case char c: Char(writer, c); break;
            case Guid guid: writer.WriteStringValue(guid); break;
            case DateTime time: writer.WriteStringValue(time); break;
            case DateTimeOffset time: writer.WriteStringValue(time); break;
            case DateOnly date: DateOnly(writer, date); break;
            case TimeOnly time: TimeOnly(writer, time); break;
            case TimeSpan span: TimeSpan(writer, span); break;
            case Uri uri: Uri(writer, uri); break;
            case Enum name: writer.WriteStringValue(name.ToString()); break;
            case JsonElement element: element.WriteTo(writer); break;
            case JsonNode node: node.WriteTo(writer); break;
            case byte[] bytes: writer.WriteBase64StringValue(bytes); break;
            case IEnumerable<KeyValuePair<string, object?>> map: Map(writer, map); break;
            case IEnumerable items: Items(writer, items); break;
            default:
                throw new InvalidOperationException(
                    $"{value.GetType().Name} was found where object is declared, and its JSON is not known there. Declare the type instead of object.");
        }
    }

    private static void Map(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> map)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in map)
        {
            writer.WritePropertyName(name);
            Any(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void Items(Utf8JsonWriter writer, IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items) Any(writer, item);
        writer.WriteEndArray();
    }

    private static void Formatted<T>(Utf8JsonWriter writer, T value, string format) where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        Text(writer, text[..length]);
    }

    private static void Text(Utf8JsonWriter writer, ReadOnlySpan<char> text)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(text);
    }
}
