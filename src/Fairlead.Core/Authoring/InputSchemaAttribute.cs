namespace Fairlead;

/// <summary>
/// A JSON Schema written by hand. On a tool's method it is the schema of the arguments, sent to clients as it is: members such
/// as <c>$defs</c>, <c>allOf</c> or <c>if</c> survive. On a parameter or property it is the schema of that value, in tools and
/// in forms. The values are bound and checked as the C# types say; what only the schema demands is for the method to check.
/// </summary>
/// <param name="json">The schema: a JSON object.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class InputSchemaAttribute(string json) : Attribute
{
    /// <summary>The schema: a JSON object.</summary>
    public string Json { get; } = json;
}
