namespace Everything.Questions;

/// <summary>Somebody, with a guess for everything.</summary>
public sealed class Person
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = "John Doe";

    /// <summary>The age in years.</summary>
    public int Age { get; set; } = 30;

    /// <summary>The score.</summary>
    public double Score { get; set; } = 95.5;

    /// <summary>Whether the account is in use.</summary>
    public AccountStatus Status { get; set; } = AccountStatus.Active;

    /// <summary>Whether somebody has looked at the papers.</summary>
    public bool Verified { get; set; } = true;
}
