using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>What is wrong with a component, for the analyzer, which reports it, and for the generator, which then makes no code.</summary>
internal sealed class Problems
{
    private readonly List<Problem> _all = [];

    public IReadOnlyList<Problem> All => _all;

    /// <summary>The first error that no registration of a service could resolve.</summary>
    public string? FirstError => FirstErrorSince(0);

    public int Mark => _all.Count;

    public void Add(DiagnosticDescriptor rule, Location? location, params object[] arguments) =>
        _all.Add(new(Diagnostic.Create(rule, location ?? Location.None, arguments), null));

    /// <summary>Says that the problems noted since a mark vanish where a type is a registered service.</summary>
    public void UnlessService(int mark, string type)
    {
        for (var i = mark; i < _all.Count; i++) _all[i] = _all[i] with { UnlessService = type };
    }

    public string? FirstErrorSince(int mark)
    {
        for (var i = mark; i < _all.Count; i++)
        {
            var (diagnostic, unlessService) = _all[i];
            if (diagnostic.Severity == DiagnosticSeverity.Error && unlessService is null)
            {
                return $"{diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
            }
        }

        return null;
    }
}
