using System.Buffers;
using System.Text;
using System.Text.Json;
using Fairlead.Protocol;

namespace Fairlead.Components;

/// <summary>
/// The listed components of one kind, encoded page by page for each revision when first asked for. Answering a list is then
/// a copy of bytes.
/// </summary>
internal sealed class ComponentPages
{
    private readonly string _property;
    private readonly Component[] _components;
    private readonly int _pageSize;
    private readonly byte[]?[][] _pages;

    public ComponentPages(string property, IEnumerable<Component> components, int pageSize)
    {
        _property = property;
        _components = [.. components.Where(component => !component.IsHidden)];
        _pageSize = pageSize;
        _pages = new byte[]?[ProtocolRevision.Count][];
        for (var i = 0; i < _pages.Length; i++) _pages[i] = new byte[]?[Math.Max(1, (_components.Length + pageSize - 1) / pageSize)];
    }

    /// <summary>A page: one JSON object.</summary>
    /// <param name="revision">The revision to shape it for.</param>
    /// <param name="cursor">Where to begin, as an earlier page said; <see langword="null"/> for the first page.</param>
    /// <returns>The page, or empty where the cursor is none of ours.</returns>
    public ReadOnlyMemory<byte> Find(ProtocolRevision revision, string? cursor)
    {
        var start = cursor is null ? 0 : StartOf(cursor);
        if (start < 0) return default;

        // A cursor of an earlier catalog may point between today's pages; such a page is made for the occasion.
        if (start % _pageSize != 0) return Encode(revision, start);
        ref var page = ref _pages[revision.Index][start / _pageSize];
        return page ??= Encode(revision, start);
    }

    /// <summary>Whether clients see the same in another list of this kind.</summary>
    public bool ShowsSame(ComponentPages other)
    {
        if (_components.Length != other._components.Length) return false;
        for (var i = 0; i < _components.Length; i++)
        {
            var (one, two) = (_components[i], other._components[i]);
            if (!ReferenceEquals(one, two) && !Definition(one).SequenceEqual(Definition(two))) return false;
        }

        return true;
    }

    // The newest revision shows everything that any other does.
    private static ReadOnlySpan<byte> Definition(Component component)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Envelope.WriterOptions)) component.WriteDefinition(writer, ProtocolRevision.V20260728);
        return buffer.WrittenSpan;
    }

    // A cursor names the first component of its page, so that it survives a restart and changes elsewhere in the list.
    private static string CursorAt(Component component) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes("1:" + component.Identity)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private int StartOf(string cursor) => Array.FindIndex(_components, component => CursorAt(component) == cursor);

    private byte[] Encode(ProtocolRevision revision, int start)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Envelope.WriterOptions);
        writer.WriteStartObject();
        writer.WriteStartArray(_property);
        var end = Math.Min(start + _pageSize, _components.Length);
        for (var i = start; i < end; i++) _components[i].WriteDefinition(writer, revision);
        writer.WriteEndArray();
        if (end < _components.Length) writer.WriteString("nextCursor"u8, CursorAt(_components[end]));
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
