namespace Fairlead;

/// <summary>
/// Marks the one parameter of a tool that takes all arguments at once, as one object: <c>JsonElement</c>, <c>JsonObject</c>, a
/// dictionary, or a class or record, whose members then are the arguments. With <see cref="InputSchemaAttribute"/> on the method
/// the schema is what that says.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class McpArgumentsAttribute : Attribute;
