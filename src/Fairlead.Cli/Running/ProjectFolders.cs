using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Running;

/// <summary>Where the source of a project lies: in its folder, and in those of the projects that it refers to.</summary>
internal static class ProjectFolders
{
    public static async Task<IReadOnlyCollection<string>> FindAsync(ProjectTarget project, CancellationToken cancellationToken)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([Path.GetFullPath(project.Path)]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path)) continue;
            folders.Add(Path.GetDirectoryName(path)!);
            if (!path.EndsWith("proj", StringComparison.OrdinalIgnoreCase)) continue;
            var items = await ProjectBuild.ItemsAsync(path, "ProjectReference", cancellationToken);
            foreach (var reference in items.Select(static item => (string?)item["FullPath"]).OfType<string>().Where(File.Exists)) open.Enqueue(reference);
        }

        return folders;
    }
}
