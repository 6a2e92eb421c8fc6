namespace Fairlead.Components;

/// <summary>An argument that clients mirror in an HTTP header (<c>x-mcp-header</c>, SEP-2243).</summary>
/// <param name="Header">The whole header name, such as <c>Mcp-Param-Region</c>.</param>
/// <param name="Path">The property names that lead from the arguments to the value.</param>
/// <param name="Type">The JSON type of the value: <c>string</c>, <c>integer</c> or <c>boolean</c>.</param>
public sealed record HeaderParameter(string Header, IReadOnlyList<string> Path, HeaderParameterType Type);
