using System.ComponentModel.DataAnnotations;
using Fairlead;

namespace McpServer._1;

/// <summary>Notes.</summary>
public sealed class NoteTools(NoteStore notes)
{
    /// <summary>Writes a note.</summary>
    /// <param name="text">What to remember.</param>
    [McpTool]
    public Note AddNote([StringLength(1000, MinimumLength = 1)] string text) => notes.Add(text);

    /// <summary>Lists all notes.</summary>
    [McpTool(ReadOnly = true)]
    public IReadOnlyList<Note> ListNotes() => notes.All;

    /// <summary>Deletes a note, after the user has confirmed it.</summary>
    /// <param name="id">The note's number.</param>
    /// <param name="mcp">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [McpTool(Destructive = true)]
    public async Task<string> DeleteNote(int id, McpContext mcp, CancellationToken cancellationToken)
    {
        if (notes.Find(id) is not { } note) throw new ToolException($"There is no note {id}.");
        var answer = await mcp.ElicitAsync<DeleteConfirmation>($"Delete \"{note.Text}\"?", cancellationToken);
        if (answer is not { Accepted: true, Value.Confirm: true }) return "The note was kept.";
        return notes.Remove(id) ? "The note was deleted." : "The note was gone before.";
    }

    /// <summary>A note's text.</summary>
    /// <param name="id">The note's number.</param>
    [McpResource("notes://{id}", MimeType = "text/plain")]
    public string Note(int id) => notes.Find(id)?.Text ?? throw new ResourceNotFoundException($"notes://{id}");
}
