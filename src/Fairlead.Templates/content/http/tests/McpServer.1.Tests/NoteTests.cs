using Fairlead.Testing;

namespace McpServer._1.Tests;

public class NoteTests
{
    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Http)]
    public async Task Keeps_notes(Over over)
    {
        await using var client = await McpTest.ConnectAsync(Server.Create([]), over);
        var added = (await client.CallToolAsync("add_note", new { text = "Water the plants" })).StructuredAs<Note>();
        (await client.ReadResourceAsync($"notes://{added.Id}")).ShouldBeText("Water the plants");
    }

    [Fact]
    public async Task Deletes_only_what_the_user_confirms()
    {
        await using var willing = await McpTest.ConnectAsync(Server.Create([]), options => options.Answer<DeleteConfirmation>(_ => new(true)));
        await using var unwilling = await willing.ConnectAsync(options => options.Decline());
        var note = (await willing.CallToolAsync("add_note", new { text = "Water the plants" })).StructuredAs<Note>();
        (await unwilling.CallToolAsync("delete_note", new { id = note.Id })).ShouldBeText("The note was kept.");
        (await willing.CallToolAsync("delete_note", new { id = note.Id })).ShouldBeText("The note was deleted.");
        (await willing.CallToolAsync("delete_note", new { id = note.Id })).ShouldBeError($"There is no note {note.Id}.");
    }
}
