using System.Diagnostics.CodeAnalysis;

namespace Fairlead.Protocol;

/// <summary>Values found by name, as a string or as its UTF-8 bytes. Never changes.</summary>
internal sealed class Utf8Lookup<TValue> where TValue : class
{
    // A FrozenDictionary cannot be asked by bytes: it does not keep an alternate comparer.
    private readonly Dictionary<string, TValue> _values;
    private readonly Dictionary<string, TValue>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

    public Utf8Lookup(IEnumerable<TValue> values, Func<TValue, string> nameOf)
    {
        _values = values.ToDictionary(nameOf, Utf8NameComparer.Instance);
        _byBytes = _values.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public bool TryGet(ReadOnlySpan<byte> name, [NotNullWhen(true)] out TValue? value) => _byBytes.TryGetValue(name, out value);

    public bool TryGet(string name, [NotNullWhen(true)] out TValue? value) => _values.TryGetValue(name, out value);
}
