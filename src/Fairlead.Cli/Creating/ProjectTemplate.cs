using System.Reflection;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;

namespace Fairlead.Cli.Creating;

/// <summary>A template of the package Fairlead.Templates, whose files are in this program too.</summary>
internal sealed class ProjectTemplate
{
    private const string Root = "template/";
    private const string Configuration = ".template.config/template.json";

    private static readonly Assembly Here = typeof(ProjectTemplate).Assembly;

    private readonly JsonNode _configuration;

    private ProjectTemplate(string id)
    {
        Id = id;
        _configuration = JsonNode.Parse(Read(id, Configuration))!;
    }

    /// <summary>From the smallest to the largest.</summary>
    public static IReadOnlyList<ProjectTemplate> All { get; } = [new("stdio"), new("http"), new("production")];

    public string Id { get; }

    public string Description => (string)_configuration["description"]!;

    /// <exception cref="CliException">There is no such template.</exception>
    public static ProjectTemplate Find(string id) => All.FirstOrDefault(template => template.Id == id)
        ?? throw CliException.Usage($"There is no template \"{id}\": there are {string.Join(", ", All.Select(static template => template.Id))}.");

    /// <summary>The files of a project of that name, by their paths in it: the name and its namespace take the places of the template's, as with <c>dotnet new</c>.</summary>
    public IReadOnlyDictionary<string, string> Fill(ProjectName name)
    {
        var source = ProjectName.Read((string)_configuration["sourceName"]!);
        var start = $"{Root}{Id}/";
        return Here.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(start, StringComparison.Ordinal))
            .Select(resource => resource[start.Length..])
            .Where(static path => path != Configuration)
            .ToDictionary(Replace, path => Replace(Read(Id, path)));

        string Replace(string text) => text.Replace(source.Namespace, name.Namespace, StringComparison.Ordinal).Replace(source.Text, name.Text, StringComparison.Ordinal);
    }

    private static string Read(string id, string path)
    {
        using var reader = new StreamReader(Here.GetManifestResourceStream($"{Root}{id}/{path}")!);
        return reader.ReadToEnd();
    }
}
