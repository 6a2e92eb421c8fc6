using Fairlead.Auditing;

namespace Fairlead.Core.Tests.Auditing;

/// <summary>The file goes on where it ended, whatever ended it.</summary>
public sealed class FileTests : IDisposable
{
    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_chain_goes_on_after_a_restart()
    {
        for (var i = 0; i < 3; i++) await _folder.RecordAsync(2);
        var found = await _folder.VerifyAsync();
        Assert.Empty(found.Problems);
        Assert.Equal(9, found.Head.Sequence);
    }

    [Fact]
    public async Task Half_a_record_that_a_killed_process_left_is_removed()
    {
        await _folder.RecordAsync(2);
        await File.AppendAllTextAsync(_folder.Path, """{"v":1,"seq":4,"ti""", TestContext.Current.CancellationToken);
        Assert.True((await _folder.VerifyAsync()).IsValid);
        await _folder.RecordAsync(1);
        var found = await _folder.VerifyAsync();
        Assert.Empty(found.Problems);
        Assert.Equal(5, found.Head.Sequence);
    }

    [Fact]
    public async Task A_head_that_a_killed_process_could_not_write_any_more_is_caught_up_with()
    {
        await _folder.RecordAsync(2);
        var head = await File.ReadAllTextAsync(_folder.Head, TestContext.Current.CancellationToken);
        await _folder.RecordAsync(2);
        await File.WriteAllTextAsync(_folder.Head, head, TestContext.Current.CancellationToken);
        Assert.True((await _folder.VerifyAsync()).IsValid);
        await _folder.RecordAsync(1);
        Assert.True((await _folder.VerifyAsync()).IsValid);
    }

    [Fact]
    public async Task A_server_does_not_go_on_with_a_log_that_was_cut_off_or_changed()
    {
        await _folder.RecordAsync(3);
        var lines = await File.ReadAllLinesAsync(_folder.Path, TestContext.Current.CancellationToken);
        _folder.Edit(all => all[..2]);
        var cut = await Assert.ThrowsAsync<InvalidOperationException>(() => _folder.RecordAsync(1));
        Assert.Contains("ends with record 2, but its head says that there were 4", cut.Message, StringComparison.Ordinal);
        _folder.Edit(_ => [.. lines[..3], lines[3].Replace("true", "null", StringComparison.Ordinal)]);
        var changed = await Assert.ThrowsAsync<InvalidOperationException>(() => _folder.RecordAsync(1));
        Assert.Contains("was changed", changed.Message, StringComparison.Ordinal);
        File.Delete(_folder.Path);
        Assert.Contains("records were removed", (await Assert.ThrowsAsync<InvalidOperationException>(() => _folder.RecordAsync(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_does_not_go_on_with_a_log_whose_head_was_removed_replaced_or_sealed_by_somebody_else()
    {
        await _folder.RecordAsync(3);
        var head = await File.ReadAllTextAsync(_folder.Head, TestContext.Current.CancellationToken);
        foreach (var (forged, expected) in new[]
        {
            (null, "has no head that could be read"),
            ("", "has no head that could be read"),
            (head[..^3], "has no head that could be read"),
            (head.Replace("mac", "max", StringComparison.Ordinal), "was not sealed with this server's key"),
            (head.Replace("\"seq\":4", "\"seq\":3", StringComparison.Ordinal), "was not sealed with this server's key"),
        })
        {
            if (forged is null) File.Delete(_folder.Head);
            else await File.WriteAllTextAsync(_folder.Head, forged, TestContext.Current.CancellationToken);
            Assert.Contains(expected, (await Assert.ThrowsAsync<InvalidOperationException>(() => _folder.RecordAsync(1))).Message, StringComparison.Ordinal);
        }

        using var other = new AuditFolder();
        await other.RecordAsync(3);
        File.Copy(other.Head, _folder.Head, overwrite: true);
        Assert.Contains("ends with a record 4 that is not the one which its head names", (await Assert.ThrowsAsync<InvalidOperationException>(() => _folder.RecordAsync(1))).Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_folder.Head, head, TestContext.Current.CancellationToken);
        await _folder.RecordAsync(1);
    }

    [Fact]
    public async Task Two_servers_do_not_write_one_file()
    {
        await using var first = new AuditFile(_folder.Path, new AuditFileOptions(), null);
        await first.OpenAsync(TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _folder.RecordAsync(1));
        Assert.Contains("a file of its own", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_day_begins_a_new_file()
    {
        var sink = new AuditFile(_folder.Path, new AuditFileOptions { Daily = true, FlushToDisk = false }, null);
        await using (sink)
        {
            Assert.Null(await sink.OpenAsync(TestContext.Current.CancellationToken));
            var chain = new AuditChain();
            foreach (var time in new[] { "2026-01-01T23:59:59Z", "2026-01-01T23:59:59Z", "2026-01-02T00:00:00Z" })
            {
                await sink.WriteAsync([chain.Next(time)], TestContext.Current.CancellationToken);
            }
        }

        Assert.Equal(["audit.000000000001.jsonl", "audit.jsonl"], _folder.Files.Select(Path.GetFileName));
        Assert.Equal(2, File.ReadAllLines(_folder.Files.First()).Length);
    }

    [Fact]
    public async Task A_batch_that_could_not_be_kept_as_a_whole_is_written_again_as_a_whole()
    {
        await using (var sink = new AuditFile(_folder.Path, new AuditFileOptions(), null))
        {
            await sink.OpenAsync(TestContext.Current.CancellationToken);
            var chain = new AuditChain();
            await sink.WriteAsync([chain.Next()], TestContext.Current.CancellationToken);
            var second = chain.Next();

            // As on a full disk, the record can still be written and the head cannot.
            Directory.CreateDirectory(_folder.Head + ".next");
            await Assert.ThrowsAnyAsync<Exception>(async () => await sink.WriteAsync([second], TestContext.Current.CancellationToken));
            Directory.Delete(_folder.Head + ".next");
            await sink.WriteAsync([second], TestContext.Current.CancellationToken);
        }

        Assert.Equal([1, 2], _folder.Lines.Select(line => line.GetProperty("seq").GetInt32()));
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuditFileOptions { MaxBytes = 1023 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuditSinkOptions { Capacity = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuditSinkOptions { AnchorEvery = 0 });
        Assert.Throws<ArgumentException>(() => new McpServerBuilder("x", new Microsoft.Extensions.DependencyInjection.ServiceCollection()).Audit.UseKey(new byte[31]));
    }
}
