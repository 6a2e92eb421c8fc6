using System.Runtime.CompilerServices;
using Fairlead.Components;

namespace Fairlead.Auditing;

/// <summary>Which arguments of a component are marked, on its method or on their parameters.</summary>
/// <param name="Audited">Those whose values are recorded.</param>
/// <param name="Sensitive">Those whose values nobody may see.</param>
internal sealed record ArgumentMarks(string[] Audited, string[] Sensitive)
{
    private static readonly ArgumentMarks None = new([], []);
    private static readonly ConditionalWeakTable<Component, ArgumentMarks> Known = [];

    public static ArgumentMarks Of(Component? component) => component is null ? None : Known.GetValue(component, static component => new(
        [.. component.Metadata.OfType<AuditedAttribute>().SelectMany(mark => mark.Arguments)],
        [.. component.Metadata.OfType<SensitiveAttribute>().SelectMany(mark => mark.Arguments)]));
}
