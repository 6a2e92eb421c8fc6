using System.ComponentModel;
using System.Text.Json;

namespace Fairlead.Binding;

/// <summary>The names of an enum, to read and write its values by name. Made by generated code; not meant for others.</summary>
/// <typeparam name="T">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnumTable<T> where T : struct, Enum
{
    private readonly (string Name, T Value)[] _members;
    private readonly string _expected;
    private readonly string _expectedFlags;

    /// <summary>Creates the table.</summary>
    /// <param name="members">The names on the wire with their values, in order of declaration.</param>
    public EnumTable(params (string Name, T Value)[] members)
    {
        ArgumentNullException.ThrowIfNull(members);
        _members = members;
        var names = string.Join(", ", members.Select(member => member.Name));
        _expected = $"one of {names}";
        _expectedFlags = $"an array of {names}";
    }

    /// <summary>Reads a name; in any case where the reader is lenient.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is a name of the enum.</returns>
    public bool Read(ref ArgumentReader reader, out T value)
    {
        value = default;
        if (reader.Json.TokenType != JsonTokenType.String) return reader.Mismatch(_expected);
        foreach (var member in _members)
        {
            if (!reader.Json.ValueTextEquals(member.Name)) continue;
            value = member.Value;
            return true;
        }

        if (reader.IsLenient && TextReading.String(ref reader, out var text))
        {
            foreach (var member in _members)
            {
                if (!string.Equals(member.Name, text, StringComparison.OrdinalIgnoreCase)) continue;
                value = member.Value;
                return true;
            }
        }

        return reader.Mismatch(_expected);
    }

    /// <summary>Reads an array of names.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="combine">Combines two values.</param>
    /// <param name="value">The values combined.</param>
    /// <returns>Whether all are names of the enum.</returns>
    public bool ReadFlags(ref ArgumentReader reader, Func<T, T, T> combine, out T value)
    {
        ArgumentNullException.ThrowIfNull(combine);
        value = default;
        if (reader.Json.TokenType is not (JsonTokenType.StartArray or JsonTokenType.String)) return reader.Mismatch(_expectedFlags);
        if (!reader.BeginArray()) return false;
        var start = reader.Mark;
        for (var index = 0; reader.NextItem(); index++)
        {
            var mark = reader.Mark;
            if (Read(ref reader, out var flag)) value = combine(value, flag);
            reader.Within(mark, index);
        }

        return reader.Mark == start;
    }

    /// <summary>Writes the value's name.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">The value has no name, so no client could know it.</exception>
    public void Write(Utf8JsonWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var member in _members)
        {
            if (!EqualityComparer<T>.Default.Equals(member.Value, value)) continue;
            writer.WriteStringValue(member.Name);
            return;
        }

        throw new InvalidOperationException($"{typeof(T).Name} has no member of the value {value:D}, and results hold enums by name. Return a named value.");
    }

    /// <summary>Writes the names of all flags that are set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">A bit is set that has no name.</exception>
    public void WriteFlags(Utf8JsonWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var rest = Convert.ToInt64(value, null);
        writer.WriteStartArray();
        foreach (var member in _members)
        {
            var bits = Convert.ToInt64(member.Value, null);
            if (bits == 0 || (rest & bits) != bits) continue;
            writer.WriteStringValue(member.Name);
            rest &= ~bits;
        }

        writer.WriteEndArray();
        if (rest != 0) throw new InvalidOperationException($"{typeof(T).Name} has no flag for the bits {rest} of {value:D}, and results hold flags by name.");
    }
}
