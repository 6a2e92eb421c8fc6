namespace Fairlead.Generators.Tests.Behaviour.Forms;

/// <summary>The defaults of SEP-1034.</summary>
public sealed class Person
{
    public string Name { get; set; } = "John Doe";

    public int Age { get; set; } = 30;

    public double Score { get; set; } = 95.5;

    public Status Status { get; set; } = Status.Active;

    public bool Verified { get; set; } = true;
}
