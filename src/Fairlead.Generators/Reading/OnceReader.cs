using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads the type of a result that travels with a call: it is written, and read when the call is run again.</summary>
internal static class OnceReader
{
    public static OnceModel? Read(ITypeSymbol type, Location location, Compilation compilation, Problems problems, CancellationToken cancellationToken)
    {
        if (type.TypeKind == TypeKind.Error) return null;
        var mark = problems.Mark;
        var input = new TypeReader(compilation, problems, isInput: true, cancellationToken);
        var output = new TypeReader(compilation, problems, isInput: false, cancellationToken);
        if (input.TryRead(type, out var reason) is { } read && output.TryRead(type, out reason) is { } written)
        {
            if (read.Kind != ShapeKind.Any)
            {
                return problems.FirstErrorSince(mark) is not null ? null : new(
                    $"Once_{TypeNames.Key(type)}", TypeNames.Full(type), read, written, new(input.Objects.Concat(output.Objects)),
                    new(input.Enums.Concat(output.Enums).GroupBy(shape => shape.Key).Select(group => group.First())));
            }

            reason = "object says nothing about what it is; declare the type";
        }

        problems.Add(Rule.UnsupportedOnce, location, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), reason);
        return null;
    }
}
