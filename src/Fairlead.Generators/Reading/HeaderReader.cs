using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads <c>[McpHeader]</c>, Fairlead's and the official SDK's.</summary>
internal static class HeaderReader
{
    public static string? Read(ISymbol symbol, Shape shape, Location? location, Problems problems)
    {
        var attribute = Attributes.Find(symbol, "Fairlead.McpHeaderAttribute") ?? Attributes.Find(symbol, "ModelContextProtocol.Server.McpHeaderAttribute");
        if (attribute is null || Attributes.FirstString(attribute) is not { } name) return null;
        if (!WireName.IsToken(name))
        {
            problems.Add(Rule.InvalidHeader, location, symbol.Name, $"'{name}' is no RFC 9110 token; use letters, digits and hyphens");
            return null;
        }

        if (!IsAllowed(shape))
        {
            problems.Add(Rule.InvalidHeader, location, symbol.Name, "only string, integer and Boolean arguments can be mirrored in a header");
            return null;
        }

        if (Attributes.FindByName(symbol, "SensitiveAttribute") is not null)
        {
            problems.Add(Rule.InvalidHeader, location, symbol.Name, "a sensitive value must not be in a header, which intermediaries log");
            return null;
        }

        return name;
    }

    // Whatever JSON holds as a string may be mirrored: the header carries its text.
    private static bool IsAllowed(Shape shape) => shape.Kind is ShapeKind.String or ShapeKind.Integer or ShapeKind.Boolean or ShapeKind.Enum or ShapeKind.Guid or ShapeKind.Uri
        or ShapeKind.Char or ShapeKind.Text or ShapeKind.Code or ShapeKind.DateTime or ShapeKind.DateTimeOffset or ShapeKind.DateOnly or ShapeKind.TimeOnly or ShapeKind.TimeSpan;
}
