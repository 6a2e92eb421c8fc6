namespace Fairlead.Generators.Tests.Behaviour;

[Flags]
public enum Access
{
    None = 0,
    Read = 1,
    Write = 2,
}
