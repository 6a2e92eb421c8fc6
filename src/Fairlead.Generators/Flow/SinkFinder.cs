using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fairlead.Generators.Flow;

/// <summary>Finds the texts that are run as a command line or as SQL. A list of arguments and interpolation that becomes parameters are none.</summary>
internal static class SinkFinder
{
    public static IEnumerable<Sink> Find(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: var value } when RuleOf(property) is { } rule => [new(rule, value)],
        IInvocationOperation call => Texts(call.Arguments, call.TargetMethod),
        IObjectCreationOperation { Constructor: { } constructor } creation => Texts(creation.Arguments, constructor),
        _ => [],
    };

    private static DiagnosticDescriptor? RuleOf(IPropertySymbol property) => property.Name switch
    {
        "FileName" or "Arguments" when Is(property.ContainingType, "System.Diagnostics.ProcessStartInfo") => Rule.CommandLine,
        "CommandText" when IsCommand(property.ContainingType) || Is(property.ContainingType, "System.Data.Common.DbBatchCommand") => Rule.CommandText,
        _ => null,
    };

    private static IEnumerable<Sink> Texts(IEnumerable<IArgumentOperation> arguments, IMethodSymbol method)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { Type.SpecialType: SpecialType.System_String } parameter && RuleOf(method, parameter) is { } rule) yield return new(rule, argument.Value);
        }
    }

    private static DiagnosticDescriptor? RuleOf(IMethodSymbol method, IParameterSymbol parameter)
    {
        var type = method.ContainingType;
        if (method.MethodKind == MethodKind.Constructor)
        {
            return Is(type, "System.Diagnostics.ProcessStartInfo") ? Rule.CommandLine
                : parameter.Ordinal == 0 && (IsCommand(type) || Is(type, "System.Data.Common.DbBatchCommand") || Is(type, "System.Data.Common.DataAdapter")) ? Rule.CommandText
                : null;
        }

        return method.Name switch
        {
            "Start" when Is(type, "System.Diagnostics.Process") && parameter.Name is "fileName" or "arguments" => Rule.CommandLine,
            "CreateCommand" when Is(type, "System.Data.Common.DbDataSource") => Rule.CommandText,
            "FromSqlRaw" or "SqlQueryRaw" or "ExecuteSqlRaw" or "ExecuteSqlRawAsync" when parameter.Name == "sql" && IsOf(type, "Microsoft.EntityFrameworkCore") => Rule.CommandText,
            _ => parameter.Name == "sql" && TypeNames.Plain(type) == "Dapper.SqlMapper" ? Rule.CommandText : null,
        };
    }

    private static bool IsCommand(INamedTypeSymbol type) => type.AllInterfaces.Append(type).Any(one => TypeNames.Plain(one) == "System.Data.IDbCommand");

    private static bool IsOf(INamedTypeSymbol type, string space) => type.ContainingNamespace?.ToDisplayString() == space;

    private static bool Is(INamedTypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (TypeNames.Plain(type) == name) return true;
        }

        return false;
    }
}
