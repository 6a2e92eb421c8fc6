using System.ComponentModel;

namespace Fairlead.Binding;

/// <summary>Reads lists and maps. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CollectionReading
{
    /// <summary>Reads an array.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="readItem">Reads an item.</param>
    /// <param name="value">The items.</param>
    /// <returns>Whether all items could be read.</returns>
    public static bool List<T>(ref ArgumentReader reader, ValueReader<T> readItem, out List<T> value)
    {
        ArgumentNullException.ThrowIfNull(readItem);
        value = [];
        if (!reader.BeginArray()) return false;
        var start = reader.Mark;
        for (var index = 0; reader.NextItem(); index++)
        {
            var mark = reader.Mark;
            if (readItem(ref reader, out var item)) value.Add(item);
            reader.Within(mark, index);
        }

        return reader.Mark == start;
    }

    /// <summary>Reads an object whose members are the entries of a map.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="readValue">Reads a value.</param>
    /// <param name="value">The entries.</param>
    /// <returns>Whether all values could be read.</returns>
    public static bool Dictionary<T>(ref ArgumentReader reader, ValueReader<T> readValue, out Dictionary<string, T> value)
    {
        ArgumentNullException.ThrowIfNull(readValue);
        value = new(StringComparer.Ordinal);
        if (!reader.BeginObject()) return false;
        var start = reader.Mark;
        while (reader.NextProperty())
        {
            var name = reader.Name;
            var mark = reader.Mark;
            reader.Value();
            if (readValue(ref reader, out var item) && !value.TryAdd(name, item)) reader.Add("given twice.");
            if (reader.Mark != mark) reader.Within(mark, ArgumentProblems.Shorten(name));
        }

        return reader.Mark == start;
    }
}
