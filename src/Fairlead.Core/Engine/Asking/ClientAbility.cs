namespace Fairlead.Engine.Asking;

/// <summary>Something that a client may be able to do, or not.</summary>
/// <param name="Capability">The capability's name.</param>
/// <param name="Purpose">What it is needed for, in a sentence that begins "The client cannot".</param>
/// <param name="IsDeclared">Whether a client says that it can.</param>
internal sealed record ClientAbility(string Capability, string Purpose, Func<Protocol.ClientCapabilities, bool> IsDeclared)
{
    public static readonly ClientAbility Form = new("elicitation", "ask its user to fill in a form", static client => client.HasFormElicitation);

    public static readonly ClientAbility Page = new("elicitation.url", "send its user to a page", static client => client.HasUrlElicitation);

    public static readonly ClientAbility Sampling = new("sampling", "ask its model", static client => client.HasSampling);

    public static readonly ClientAbility SamplingTools = new("sampling.tools", "give tools to its model", static client => client.HasSamplingTools);

    public static readonly ClientAbility Roots = new("roots", "list the directories that it shares", static client => client.HasRoots);

    /// <summary>Whether the client of a call can be asked this.</summary>
    public bool IsIn(RequestCall call) => call.Asker.Obstacle is null && IsDeclared(call.Asker.Call.ClientCapabilities);

    /// <summary>Sees to it that the client of a call can be asked this.</summary>
    /// <exception cref="MissingCapabilityException">It cannot.</exception>
    public void Demand(RequestCall call)
    {
        if (call.Asker.Obstacle is { } obstacle) throw new MissingCapabilityException(Capability, obstacle);
        if (!IsDeclared(call.Asker.Call.ClientCapabilities))
        {
            throw new MissingCapabilityException(Capability, $"The client cannot {Purpose}, which {call.Component?.Name ?? call.Method} needs: it does not declare the capability {Capability}.");
        }
    }
}
