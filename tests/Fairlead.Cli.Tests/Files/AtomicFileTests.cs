using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Files;

namespace Fairlead.Cli.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("old")]
    [InlineData(null)]
    public void What_another_program_wrote_meanwhile_is_not_lost(string? content)
    {
        var path = content is null ? Path.Combine(_folder.Path, "file") : _folder.File("file", content);
        var file = AtomicFile.Read(path);
        File.WriteAllText(path, "theirs");
        var exception = Assert.Throws<CliException>(() => file.Replace("mine"u8.ToArray()));
        Assert.Contains("another program has changed it meanwhile", exception.Message, StringComparison.Ordinal);
        Assert.Equal("theirs", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_new_file_gets_its_folders()
    {
        var path = Path.Combine(_folder.Path, "a", "b", "file");
        AtomicFile.Read(path).Replace("mine"u8.ToArray());
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    public void Dispose() => _folder.Dispose();
}
