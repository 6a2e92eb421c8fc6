using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Decides how a method's result is written.</summary>
internal static class ReturnReader
{
    private const string Protocol = "ModelContextProtocol.Protocol.";
    private const string AI = "Microsoft.Extensions.AI.";

    public static ReturnModel Read(IMethodSymbol method, ComponentModelKind component, TypeReader types, Location? location)
    {
        var declared = method.ReturnType;
        var type = Awaited(declared, out var isAwaited);
        var mimeType = Attributes.FindReturn(method, "Fairlead.MediaAttribute") is { } media ? Attributes.FirstString(media) : null;
        var model = new ReturnModel(ReturnKind.Unsupported, isAwaited, null, mimeType, TypeNames.Full(declared));
        if (type is null)
        {
            if (component == ComponentModelKind.Tool) return model with { Kind = ReturnKind.Nothing };
            types.Problems.Add(Rule.UnsupportedReturn, location, ComponentReader.NameOf(method), "it returns nothing; return what the client asked for");
            return model;
        }

        var kind = Known(type, component);
        if (kind != ReturnKind.Unsupported) return model with { Kind = kind };
        if (AsyncItem(type) is not { } item) return Structured(model with { Kind = ReturnKind.Structured }, type, component, types, method, location);
        if (component != ComponentModelKind.Tool)
        {
            types.Problems.Add(Rule.UnsupportedReturn, location, ComponentReader.NameOf(method), "only a tool can answer bit by bit; collect the items and return them together");
            return model;
        }

        return item.SpecialType == SpecialType.System_String
            ? model with { Kind = ReturnKind.AsyncTexts }
            : Structured(model with { Kind = ReturnKind.AsyncItems }, item, component, types, method, location);
    }

    private static ReturnModel Structured(ReturnModel model, ITypeSymbol type, ComponentModelKind component, TypeReader types, IMethodSymbol method, Location? location)
    {
        if (component == ComponentModelKind.Prompt)
        {
            types.Problems.Add(Rule.UnsupportedReturn, location, ComponentReader.NameOf(method), "a prompt returns string, PromptMessage, a sequence of them, ContentBlock or GetPromptResult");
            return model with { Kind = ReturnKind.Unsupported };
        }

        var shape = types.TryRead(type, out var reason);
        if (shape is null)
        {
            if (type.TypeKind != TypeKind.Error) types.Problems.Add(Rule.UnsupportedReturn, location, ComponentReader.NameOf(method), reason);
            return model with { Kind = ReturnKind.Unsupported };
        }

        if (shape.Kind == ShapeKind.Any)
        {
            types.Problems.Add(Rule.UnsupportedReturn, location, ComponentReader.NameOf(method), "object says nothing about what comes back; declare the type, CallToolResult, or JsonElement for any JSON");
            return model with { Kind = ReturnKind.Unsupported };
        }

        // The root of a result from code without annotations is taken at its word: a client of an older revision would
        // otherwise get every object wrapped. A null that comes nevertheless is an error that says so.
        return model with { Shape = type is { IsValueType: false, NullableAnnotation: NullableAnnotation.None } ? shape with { IsNullable = false } : shape };
    }

    /// <summary>The type of what a task gives, or the type itself; <see langword="null"/> where there is nothing.</summary>
    public static ITypeSymbol? Awaited(ITypeSymbol type, out bool isAwaited)
    {
        isAwaited = false;
        if (type.SpecialType == SpecialType.System_Void) return null;
        if (TypeNames.Plain(type) is not ("System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask") || type is not INamedTypeSymbol named) return type;
        isAwaited = true;
        return named.TypeArguments.Length == 1 ? named.TypeArguments[0] : null;
    }

    private static ReturnKind Known(ITypeSymbol type, ComponentModelKind component)
    {
        if (type.SpecialType == SpecialType.System_String) return ReturnKind.Text;
        if (component != ComponentModelKind.Prompt && ScalarShapes.Find(type) == ShapeKind.Bytes) return ReturnKind.Bytes;
        if (component != ComponentModelKind.Prompt && Is(type, "System.IO.Stream")) return ReturnKind.Stream;
        var item = Item(type);
        return component switch
        {
            ComponentModelKind.Tool => Content(type, item) ?? (Is(type, Protocol + "CallToolResult") ? ReturnKind.ToolResult : ReturnKind.Unsupported),
            ComponentModelKind.Prompt when Is(type, Protocol + "GetPromptResult") => ReturnKind.PromptResult,
            ComponentModelKind.Prompt when Is(type, Protocol + "PromptMessage") => ReturnKind.PromptMessage,
            ComponentModelKind.Prompt when item is not null && Is(item, Protocol + "PromptMessage") => ReturnKind.PromptMessages,
            ComponentModelKind.Prompt when Is(type, AI + "ChatMessage") => ReturnKind.ChatMessage,
            ComponentModelKind.Prompt when item is not null && Is(item, AI + "ChatMessage") => ReturnKind.ChatMessages,
            ComponentModelKind.Prompt => Content(type, item) ?? ReturnKind.Unsupported,
            _ when Is(type, Protocol + "ReadResourceResult") => ReturnKind.ResourceResult,
            _ when Is(type, Protocol + "ResourceContents") => ReturnKind.ResourceContents,
            _ when item is not null && Is(item, Protocol + "ResourceContents") => ReturnKind.ResourceContentsList,
            _ => ReturnKind.Unsupported,
        };
    }

    private static ReturnKind? Content(ITypeSymbol type, ITypeSymbol? item) =>
        Is(type, Protocol + "ContentBlock") || ConvertsToContent(type) ? ReturnKind.Content
        : item is not null && Is(item, Protocol + "ContentBlock") ? ReturnKind.Contents
        : item is not null && ConvertsToContent(item) ? ReturnKind.ConvertedContents
        : Is(type, AI + "AIContent") ? ReturnKind.AIContent
        : item is not null && Is(item, AI + "AIContent") ? ReturnKind.AIContents
        : null;

    // Fairlead's Image, Audio and FileContent become a block by their own conversion.
    private static bool ConvertsToContent(ITypeSymbol type) => TypeNames.Plain(type) is "Fairlead.Image" or "Fairlead.Audio" or "Fairlead.FileContent";

    private static bool Is(ITypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (TypeNames.Plain(current) == name) return true;
        }

        return false;
    }

    /// <summary>The type of a sequence's items; a text is none.</summary>
    public static ITypeSymbol? Item(ITypeSymbol type) =>
        type is IArrayTypeSymbol array ? array.ElementType
        : type.SpecialType == SpecialType.System_String ? null
        : type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } named ? named.TypeArguments[0]
        : type.AllInterfaces.FirstOrDefault(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0];

    /// <summary>The type of an asynchronous sequence's items.</summary>
    public static ITypeSymbol? AsyncItem(ITypeSymbol type)
    {
        const string Name = "System.Collections.Generic.IAsyncEnumerable";
        var found = TypeNames.Plain(type) == Name ? type : type.AllInterfaces.FirstOrDefault(one => TypeNames.Plain(one) == Name);
        return found is INamedTypeSymbol { TypeArguments: [var item] } ? item : null;
    }
}
