namespace Fairlead.Generators.Tests.Behaviour.Contexts;

public enum Urgency
{
    Normal,
    High = 5,
}
