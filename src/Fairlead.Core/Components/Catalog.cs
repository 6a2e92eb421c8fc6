using System.Diagnostics.CodeAnalysis;
using Fairlead.Protocol;

namespace Fairlead.Components;

/// <summary>
/// The components of a server at one moment, ready to be found and listed. Immutable: a change makes a new catalog, and a
/// request sees either the old one or the new one.
/// </summary>
internal sealed class Catalog
{
    private readonly Utf8Lookup<Component> _tools;
    private readonly Utf8Lookup<Component> _prompts;
    private readonly Utf8Lookup<Component> _resources;
    private readonly ResourceTemplate[] _templates;
    private readonly ComponentPages[] _pages;

    public Catalog(IReadOnlyCollection<Component> components, int pageSize)
    {
        var served = HighestVersions(components);
        var tools = Of<Tool>(served);
        _tools = Index(tools);
        var prompts = Of<Prompt>(served);
        _prompts = Index(prompts);
        var resources = Of<Resource>(served);
        _resources = Index(resources);
        var templates = Of<ResourceTemplate>(served);

        // The most specific template is asked first, and of equals the first added: the order never depends on chance.
        _templates = [.. templates.OrderByDescending(template => template.Template.LiteralLength)];
        _pages =
        [
            new("tools", tools, pageSize),
            new("resources", resources, pageSize),
            new("resourceTemplates", templates, pageSize),
            new("prompts", prompts, pageSize),
        ];
        if (tools.Length > 0) Lists |= ListKinds.Tools;
        if (prompts.Length > 0) Lists |= ListKinds.Prompts;
        if (resources.Length + templates.Length > 0) Lists |= ListKinds.Resources;
        HasCompletions = prompts.Concat<Component>(templates).Any(component => component.Completions.Count > 0);
    }

    /// <summary>The lists for which there are components.</summary>
    public ListKinds Lists { get; }

    /// <summary>There are arguments for which clients may ask for values.</summary>
    public bool HasCompletions { get; }

    /// <summary>Finds a tool or prompt by its name.</summary>
    public bool TryFind(ComponentKind kind, ReadOnlySpan<byte> name, [NotNullWhen(true)] out Component? component) =>
        (kind == ComponentKind.Tool ? _tools : _prompts).TryGet(name, out component);

    /// <summary>Finds what serves a URI, and the values of the template's variables.</summary>
    public Component? FindResource(string uri, out List<KeyValuePair<UriTemplateVariable, List<string>>>? variables)
    {
        variables = null;
        if (_resources.TryGet(uri, out var resource)) return resource;
        foreach (var template in _templates)
        {
            if (template.Template.TryMatch(uri, out variables)) return template;
        }

        return null;
    }

    /// <summary>Finds a template by its own text.</summary>
    public ResourceTemplate? FindTemplate(string text) => Array.Find(_templates, template => template.Template.Text == text);

    /// <summary>A page of a list; see <see cref="ComponentPages.Find"/>.</summary>
    public ReadOnlyMemory<byte> FindPage(ComponentKind kind, ProtocolRevision revision, string? cursor) =>
        _pages[(int)kind].Find(revision, cursor);

    /// <summary>The lists that show something else than an earlier catalog did.</summary>
    public ListKinds ListsChangedSince(Catalog earlier)
    {
        var changed = ListKinds.None;
        if (IsChanged(ComponentKind.Tool)) changed |= ListKinds.Tools;
        if (IsChanged(ComponentKind.Prompt)) changed |= ListKinds.Prompts;
        if (IsChanged(ComponentKind.Resource) || IsChanged(ComponentKind.ResourceTemplate)) changed |= ListKinds.Resources;
        return changed;

        bool IsChanged(ComponentKind kind) => !_pages[(int)kind].ShowsSame(earlier._pages[(int)kind]);
    }

    private static TComponent[] Of<TComponent>(IEnumerable<Component> components) where TComponent : Component =>
        [.. components.OfType<TComponent>()];

    private static Utf8Lookup<Component> Index(IEnumerable<Component> components) => new(components, component => component.Identity);

    private static IEnumerable<Component> HighestVersions(IReadOnlyCollection<Component> components)
    {
        if (components.All(component => component.Version is null)) return components;
        return components
            .GroupBy(component => (component.Kind, component.Identity))
            .Select(versions => versions.MaxBy(component => component.Version, ComponentVersionComparer.Instance)!);
    }
}
