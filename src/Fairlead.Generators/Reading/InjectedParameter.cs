using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>The parameters that the server fills in; a caller can never supply them.</summary>
internal static class InjectedParameter
{
    public static bool Find(ParameterModel basic, IParameterSymbol parameter, TypeReader types, out ParameterModel? model)
    {
        model = null;
        if (Attributes.FindByName(parameter, "FromKeyedServicesAttribute") is { } keyed)
        {
            var key = keyed.ConstructorArguments.Length > 0 ? CodeText.Of(keyed.ConstructorArguments[0]) : "null";
            model = basic with { Kind = ParameterKind.Service, Expression = key };
            return true;
        }

        if (Attributes.FindByName(parameter, "FromServicesAttribute") is not null)
        {
            model = basic with { Kind = ParameterKind.Service };
            return true;
        }

        if (ExpressionFor(parameter.Type) is { } expression)
        {
            model = basic with { Kind = ParameterKind.Expression, Expression = expression };
            return true;
        }

        if (!IsForeign(parameter.Type)) return false;
        types.Problems.Add(Rule.ForeignContext, parameter.Locations.FirstOrDefault(), parameter.Name, parameter.Type.Name);
        model = basic with { Kind = ParameterKind.Expression, Expression = "null" };
        return true;
    }

    private static string? ExpressionFor(ITypeSymbol type) => TypeNames.Plain(type) switch
    {
        "Fairlead.McpContext" => "call.Context",
        "Fairlead.Components.McpCall" => "call",
        "System.Threading.CancellationToken" => "call.CancellationToken",
        "System.Security.Claims.ClaimsPrincipal" => "call.Caller",
        "System.IServiceProvider" => "call.Services",
        "Microsoft.Extensions.Logging.ILogger" when type is INamedTypeSymbol { TypeArguments.Length: 0 } => "call.Context.Log",
        "System.IProgress" when type is INamedTypeSymbol { TypeArguments: [var reported] } => Progress(reported),
        _ => null,
    };

    private static string? Progress(ITypeSymbol reported) => reported.SpecialType switch
    {
        SpecialType.System_Double => "new global::Fairlead.Binding.CallProgress(call)",
        SpecialType.System_Single => "new global::Fairlead.Binding.CallProgress(call)",
        SpecialType.System_Int32 => "new global::Fairlead.Binding.CallProgress(call)",
        _ when TypeNames.Plain(reported) == "ModelContextProtocol.ProgressNotificationValue" => "new global::Fairlead.Binding.CallProgress(call)",
        _ => null,
    };

    private static bool IsForeign(ITypeSymbol type) =>
        TypeNames.Plain(type) is "ModelContextProtocol.Server.McpServer" or "ModelContextProtocol.Server.IMcpServer" or "ModelContextProtocol.Server.RequestContext";
}
