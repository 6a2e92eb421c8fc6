using System.Security.Claims;
using Fairlead.Components;
using Fairlead.Protocol;
using Fairlead.Security;

namespace Fairlead.Engine.Subscriptions;

/// <summary>
/// The changes of a moment, one after the other, and which lists they change for whom: that something was added which a caller may
/// not see is none of its business.
/// </summary>
/// <param name="before">What was served before the first of them.</param>
internal sealed class ListChanges(ServedComponents before)
{
    // Looking through more for each caller costs more than the secret is worth: of many changes at once, everybody is told.
    private const int MaxSteps = 8;

    private readonly List<ServedComponents> _steps = [before];
    private readonly Dictionary<(Catalog Before, Catalog After), ListKinds> _known = [];

    /// <summary>The lists that have changed for somebody.</summary>
    public ListKinds Lists { get; private set; }

    /// <summary>Adds a change.</summary>
    /// <param name="after">What is served after it.</param>
    /// <param name="changed">The lists that show something else to those who may see everything.</param>
    public void Add(ServedComponents after, ListKinds changed)
    {
        Lists |= changed;
        if (_steps.Count <= MaxSteps) _steps.Add(after);
    }

    /// <summary>The lists that have changed for a caller.</summary>
    public ListKinds SeenBy(ClaimsPrincipal? caller)
    {
        if (_steps.Count > MaxSteps || !_steps.Exists(step => step.Permissions is not null)) return Lists;
        var seen = ListKinds.None;
        if (_steps[0].Of(caller) is not { } last) return Lists;
        foreach (var step in _steps.Skip(1))
        {
            if (step.Of(caller) is not { } next) return Lists;
            if (!_known.TryGetValue((last, next), out var changed)) _known[(last, next)] = changed = next.ListsChangedSince(last);
            seen |= changed;
            last = next;
        }

        return seen;
    }
}
