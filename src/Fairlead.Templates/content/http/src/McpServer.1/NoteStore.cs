using System.Collections.Concurrent;

namespace McpServer._1;

/// <summary>Keeps notes as long as the server runs.</summary>
public sealed class NoteStore
{
    private readonly ConcurrentDictionary<int, Note> _notes = new();
    private int _last;

    public IReadOnlyList<Note> All => [.. _notes.Values.OrderBy(note => note.Id)];

    public Note Add(string text)
    {
        var note = new Note(Interlocked.Increment(ref _last), text);
        _notes[note.Id] = note;
        return note;
    }

    public Note? Find(int id) => _notes.GetValueOrDefault(id);

    public bool Remove(int id) => _notes.TryRemove(id, out _);
}
