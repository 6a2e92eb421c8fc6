using System.Buffers;
using System.Text.Json;

namespace Fairlead.Protocol;

/// <summary>
/// Notices names that appear twice in one object, at any depth, whatever their escapes. Small objects are compared name by
/// name without allocating; large ones through a hash set, so that no message takes quadratic time.
/// </summary>
internal ref struct MemberGuard
{
    /// <summary>How many names of open objects fit on the stack.</summary>
    public const int StackNames = 64;

    private const int SmallObject = 16;

    private readonly ReadOnlyMemory<byte> _json;
    private readonly Span<int> _starts;
    private Span<long> _names;
    private long[]? _rented;
    private List<byte[]>? _unescaped;
    private HashSet<long>?[]? _sets;
    private int _count;
    private int _depth;

    /// <summary>Creates a guard.</summary>
    /// <param name="json">The message that the names stand in.</param>
    /// <param name="names">Room for <see cref="StackNames"/> names.</param>
    /// <param name="starts">Room for as many open objects as the message may have.</param>
    public MemberGuard(ReadOnlyMemory<byte> json, Span<long> names, Span<int> starts)
    {
        _json = json;
        _names = names;
        _starts = starts;
    }

    /// <summary>An object begins.</summary>
    public void Enter() => _starts[_depth++] = _count;

    /// <summary>The innermost object ends.</summary>
    public void Leave()
    {
        _count = _starts[--_depth];
        if (_sets is not null) _sets[_depth] = null;
    }

    /// <summary>Adds the name that the reader stands on to the innermost object.</summary>
    /// <returns><see langword="false"/> where the object has it already.</returns>
    public bool Add(ref Utf8JsonReader reader)
    {
        var name = EntryOf(ref reader);
        var start = _starts[_depth - 1];
        var isNew = _count - start < SmallObject ? !IsAmong(name, start) : SetOf(start).Add(name);
        if (_count == _names.Length) Grow();
        _names[_count++] = name;
        return isNew;
    }

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<long>.Shared.Return(_rented);
        _rented = null;
    }

    // An entry is a place in the message (offset and length) or, for a name with escapes, the complement of an index.
    private long EntryOf(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return ((reader.TokenStartIndex + 1) << 32) | (uint)reader.ValueSpan.Length;
        _unescaped ??= [];
        var bytes = new byte[reader.ValueSpan.Length];
        try
        {
            Array.Resize(ref bytes, reader.CopyString(bytes));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair; the message is refused for it, and the name as sent is good enough here.
            bytes = reader.ValueSpan.ToArray();
        }

        _unescaped.Add(bytes);
        return ~(long)(_unescaped.Count - 1);
    }

    private readonly bool IsAmong(long name, int start)
    {
        var text = Text(_json.Span, _unescaped, name);
        for (var i = start; i < _count; i++)
        {
            if (Text(_json.Span, _unescaped, _names[i]).SequenceEqual(text)) return true;
        }

        return false;
    }

    private HashSet<long> SetOf(int start)
    {
        _sets ??= new HashSet<long>?[_starts.Length];
        if (_sets[_depth - 1] is { } known) return known;
        _unescaped ??= [];
        var set = new HashSet<long>(new NameComparer(_json, _unescaped));
        for (var i = start; i < _count; i++) set.Add(_names[i]);
        return _sets[_depth - 1] = set;
    }

    private void Grow()
    {
        var larger = ArrayPool<long>.Shared.Rent(_names.Length * 2);
        _names[.._count].CopyTo(larger);
        Dispose();
        _rented = larger;
        _names = larger;
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, List<byte[]>? unescaped, long name) =>
        name < 0 ? unescaped![(int)~name] : json.Slice((int)(name >> 32), (int)(uint)name);

    private sealed class NameComparer(ReadOnlyMemory<byte> json, List<byte[]> unescaped) : IEqualityComparer<long>
    {
        public bool Equals(long x, long y) => Text(json.Span, unescaped, x).SequenceEqual(Text(json.Span, unescaped, y));

        // Seeded for each process, so that nobody can prepare names that collide.
        public int GetHashCode(long name)
        {
            var hash = new HashCode();
            hash.AddBytes(Text(json.Span, unescaped, name));
            return hash.ToHashCode();
        }
    }
}
