namespace Fairlead.Generators.Tests.Behaviour.Contexts;

public sealed class Setting
{
    public Urgency Urgency { get; set; }

    public string? Note { get; set; }
}
