using System.Diagnostics.CodeAnalysis;

namespace Fairlead;

/// <summary>What came of a question to the user.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
/// <param name="Action">What the user did.</param>
/// <param name="Value">The answer; the type's default where the user gave none.</param>
public sealed record Elicited<T>(ElicitAction Action, T? Value = default)
{
    /// <summary>Whether the user answered; then there is a <see cref="Value"/>.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Accepted => Action == ElicitAction.Accept;
}
