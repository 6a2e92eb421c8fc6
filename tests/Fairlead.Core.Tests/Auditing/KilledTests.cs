using Fairlead.Auditing;

namespace Fairlead.Core.Tests.Auditing;

/// <summary>
/// A process may be killed between any two things that it does to its files, and within each write. Each of these tests makes the
/// files that are left behind then: what counted as kept is there, the log verifies, and the next server goes on with it.
/// </summary>
public sealed class KilledTests : IDisposable
{
    private readonly AuditFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_does_not_come_to_be_without_its_head()
    {
        Directory.CreateDirectory(_folder.Head + ".next");
        await using (var sink = new AuditFile(_folder.Path, new AuditFileOptions(), AuditFolder.Key))
        {
            await Assert.ThrowsAnyAsync<Exception>(async () => await sink.OpenAsync(Cancelled));
        }

        Assert.False(File.Exists(_folder.Path));
        Directory.Delete(_folder.Head + ".next");
        await GoesOnAsync(0);
    }

    [Fact]
    public async Task Killed_before_the_first_head_was_renamed()
    {
        await File.WriteAllTextAsync(_folder.Head + ".next", """{"v":1,"se""", Cancelled);
        await GoesOnAsync(0);
    }

    [Fact]
    public async Task Killed_between_the_first_head_and_the_file()
    {
        AuditHeadFile.Write(_folder.Path, AuditHead.Empty, AuditFolder.Key, flushToDisk: false);
        await GoesOnAsync(0);
    }

    [Fact]
    public async Task Killed_when_the_log_had_been_opened_and_no_call_been_answered()
    {
        await OpenAsync(static (_, _) => default);
        Assert.Empty((await _folder.VerifyAsync()).Problems);
        await GoesOnAsync(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Killed_anywhere_within_a_write_or_before_its_head(int kept)
    {
        // Of the batch that was being written when the process was killed, the file has some bytes, and the head knows nothing.
        await OpenAsync(async (sink, chain) => await WriteAsync(sink, chain, kept));
        var (before, head) = (await File.ReadAllBytesAsync(_folder.Path, Cancelled), await File.ReadAllBytesAsync(_folder.Head, Cancelled));
        await OpenAsync(async (sink, chain) => await sink.WriteAsync([chain.Next(), chain.Next()], Cancelled));
        var after = await File.ReadAllBytesAsync(_folder.Path, Cancelled);
        Assert.True(after.AsSpan().StartsWith(before));
        for (var length = before.Length; length <= after.Length; length++)
        {
            await File.WriteAllBytesAsync(_folder.Path, after[..length], Cancelled);
            await File.WriteAllBytesAsync(_folder.Head, head, Cancelled);
            Assert.Empty((await _folder.VerifyAsync()).Problems);
            await GoesOnAsync(after.AsSpan(0, length).Count((byte)'\n'));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"v":1,"seq":4,"ha""")]
    [InlineData(null)]
    public async Task Killed_when_the_next_head_was_written_and_not_yet_renamed(string? next)
    {
        await OpenAsync(async (sink, chain) => await WriteAsync(sink, chain, 2));
        var head = await File.ReadAllTextAsync(_folder.Head, Cancelled);
        await OpenAsync(async (sink, chain) => await WriteAsync(sink, chain, 1));
        await File.WriteAllTextAsync(_folder.Head + ".next", next ?? await File.ReadAllTextAsync(_folder.Head, Cancelled), Cancelled);
        await File.WriteAllTextAsync(_folder.Head, head, Cancelled);
        Assert.Empty((await _folder.VerifyAsync()).Problems);
        await GoesOnAsync(3);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("""{"v":1,"seq":4,"ti""")]
    public async Task Killed_when_the_full_file_had_been_renamed(string? newFile)
    {
        await OpenAsync(async (sink, chain) => await WriteAsync(sink, chain, 3));
        File.Move(_folder.Path, AuditFileName.Of(_folder.Path, 1));
        if (newFile is not null) await File.WriteAllTextAsync(_folder.Path, newFile, Cancelled);
        Assert.Empty((await _folder.VerifyAsync()).Problems);
        await GoesOnAsync(3);
    }

    [Fact]
    public async Task Killed_before_a_head_and_killed_again_when_the_file_had_been_renamed()
    {
        await OpenAsync(async (sink, chain) => await WriteAsync(sink, chain, 2));
        var head = await File.ReadAllTextAsync(_folder.Head, Cancelled);
        await OpenAsync(async (sink, chain) => await WriteAsync(sink, chain, 1));
        await File.WriteAllTextAsync(_folder.Head, head, Cancelled);
        File.Move(_folder.Path, AuditFileName.Of(_folder.Path, 1));
        Assert.Empty((await _folder.VerifyAsync()).Problems);
        await GoesOnAsync(3);
    }

    [Fact]
    public async Task What_a_killed_process_wrote_may_not_be_removed_once_the_next_one_has_gone_on_with_it()
    {
        await OpenAsync(async (sink, chain) => await WriteAsync(sink, chain, 2));
        var head = await File.ReadAllTextAsync(_folder.Head, Cancelled);
        await OpenAsync(async (sink, chain) => await WriteAsync(sink, chain, 1));
        await File.WriteAllTextAsync(_folder.Head, head, Cancelled);
        await OpenAsync(static (_, _) => default);
        _folder.Edit(static lines => lines[..2]);
        Assert.Contains("records were cut off", await _folder.ProblemAsync(), StringComparison.Ordinal);
    }

    /// <summary>Opens the log as a server does, and leaves it as one that is killed.</summary>
    private async Task OpenAsync(Func<AuditFile, AuditChain, ValueTask> write)
    {
        await using var sink = new AuditFile(_folder.Path, new AuditFileOptions { FlushToDisk = false }, AuditFolder.Key);
        await write(sink, new AuditChain(await sink.OpenAsync(Cancelled)));
    }

    private static async ValueTask WriteAsync(AuditFile sink, AuditChain chain, int count)
    {
        for (var i = 0; i < count; i++) await sink.WriteAsync([chain.Next()], Cancelled);
    }

    private async Task GoesOnAsync(int kept)
    {
        await OpenAsync(async (sink, chain) =>
        {
            Assert.Equal(kept, chain.Head.Sequence);
            var opened = await _folder.VerifyAsync();
            Assert.Empty(opened.Problems);
            Assert.Equal(kept, opened.Records);
            await WriteAsync(sink, chain, 1);
        });
        var found = await _folder.VerifyAsync();
        Assert.Empty(found.Problems);
        Assert.Equal(kept + 1, found.Records);
    }
}
