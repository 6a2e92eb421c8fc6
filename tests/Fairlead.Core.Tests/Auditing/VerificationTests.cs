using Fairlead.Auditing;

namespace Fairlead.Core.Tests.Auditing;

/// <summary>Whatever is done to a log is found.</summary>
public sealed class VerificationTests : IDisposable
{
    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_that_nobody_touched_verifies()
    {
        await _folder.RecordAsync(5);
        var found = await _folder.VerifyAsync();
        Assert.Empty(found.Problems);
        Assert.Equal((6, 1, 6L), (found.Records, found.Anchors, found.Head.Sequence));
    }

    [Fact]
    public async Task A_changed_record_is_found()
    {
        await _folder.RecordAsync(5);
        _folder.Edit(lines => lines.Select((line, i) => i == 2 ? line.Replace("\"allowed\"", "\"denied\"", StringComparison.Ordinal) : line));
        Assert.Equal("audit.jsonl:3: changed, or no record.", await _folder.ProblemAsync());
    }

    [Fact]
    public async Task A_removed_record_is_found()
    {
        await _folder.RecordAsync(5);
        _folder.Edit(lines => lines.Where((_, i) => i != 2));
        Assert.Equal("audit.jsonl:3: record 4 follows record 2; those between are missing.", await _folder.ProblemAsync());
    }

    [Fact]
    public async Task A_first_record_that_was_removed_is_found_unless_older_files_may_be_elsewhere()
    {
        await _folder.RecordAsync(5);
        _folder.Edit(lines => lines.Skip(2));
        Assert.Equal("audit.jsonl:1: the log begins with record 3; those before it are missing.", await _folder.ProblemAsync());
        Assert.True((await _folder.VerifyAsync(options => options.AllowsMissingStart = true)).IsValid);
    }

    [Fact]
    public async Task An_inserted_and_a_moved_record_are_found()
    {
        await _folder.RecordAsync(5);
        _folder.Edit(lines => [.. lines[..3], lines[1], .. lines[3..]]);
        Assert.Contains((await _folder.VerifyAsync()).Problems, problem => problem.StartsWith("audit.jsonl:4: record 2 follows record 3; it was inserted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_of_another_log_in_the_same_place_is_found()
    {
        using var other = new AuditFolder();
        await other.RecordAsync(5);
        await _folder.RecordAsync(5);
        var line = File.ReadAllLines(other.Path)[2];
        _folder.Edit(lines => lines.Select((own, i) => i == 2 ? line : own));
        Assert.Contains((await _folder.VerifyAsync()).Problems, problem => problem.Contains("one of them was replaced", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Records_that_were_cut_off_are_found(int count)
    {
        await _folder.RecordAsync(5);
        _folder.Edit(lines => lines[..^count]);
        Assert.Equal($"audit.jsonl: ends with record {6 - count}, but its head says that there were 6; records were cut off.", await _folder.ProblemAsync());
    }

    [Fact]
    public async Task A_head_that_was_made_to_fit_is_not_of_the_key()
    {
        await _folder.RecordAsync(5);
        var lines = File.ReadAllLines(_folder.Path);
        var hash = lines[2][^66..^2];
        _folder.Edit(all => all[..3]);
        File.WriteAllText(_folder.Head, $$"""{"v":1,"seq":3,"hash":"{{hash}}"}""");
        Assert.Equal("audit.jsonl.head: the seal is not of this key.", await _folder.ProblemAsync());
        Assert.True((await _folder.VerifyAsync(options => options.Key = null)).IsValid);
        File.Delete(_folder.Head);
        Assert.Contains("missing, or no head", await _folder.ProblemAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_made_anew_without_the_key_is_found_and_without_a_key_by_an_anchor_kept_elsewhere()
    {
        await _folder.RecordAsync(5);
        var anchor = (await _folder.VerifyAsync()).Head;
        using var forged = new AuditFolder();
        await forged.RecordAsync(5, app => app.Audit.UseKey(new byte[32]));
        File.Copy(forged.Path, _folder.Path, overwrite: true);
        File.Copy(forged.Head, _folder.Head, overwrite: true);
        Assert.Equal(["audit.jsonl.head: the seal is not of this key.", "audit.jsonl:6: the anchor's seal is not of this key."], (await _folder.VerifyAsync()).Problems);
        Assert.True((await _folder.VerifyAsync(options => options.Key = null)).IsValid);
        Assert.Contains("is not in the log", await _folder.ProblemAsync(options => (options.Key, options.Anchor) = (null, anchor)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Full_files_are_part_of_the_log()
    {
        await _folder.RecordAsync(40, file: file => (file.MaxBytes, file.Policy) = (2048, AuditPolicy.FailClosed));
        Assert.InRange(_folder.Files.Count(), 3, 40);
        Assert.Equal("audit.000000000001.jsonl", Path.GetFileName(_folder.Files.First()));
        var found = await _folder.VerifyAsync();
        Assert.Empty(found.Problems);
        Assert.Equal(41, found.Records);
        File.Delete(_folder.Files.ElementAt(1));
        Assert.Contains("those between are missing", await _folder.ProblemAsync(), StringComparison.Ordinal);
    }
}
