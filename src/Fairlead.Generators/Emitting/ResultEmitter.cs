using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the code that writes a method's result.</summary>
internal sealed class ResultEmitter(ComponentModel model)
{
    private const string AI = "global::ModelContextProtocol.AIContentExtensions.";

    private readonly ReturnModel _return = model.Return;

    public bool IsAsync => _return.IsAwaited || _return.Kind is ReturnKind.Stream or ReturnKind.AsyncTexts or ReturnKind.AsyncItems;

    /// <summary>The shape of a structured result, or <see langword="null"/>.</summary>
    public static Shape? ResultShape(ReturnModel model) => model.Kind switch
    {
        ReturnKind.Structured => model.Shape,
        ReturnKind.AsyncItems => new Shape(ShapeKind.List, "", Item: model.Shape),
        _ => null,
    };

    /// <summary>Whether clients before 2026-07-28 need the value wrapped in an object.</summary>
    public static bool IsWrapped(Shape shape) => shape.IsNullable || shape.Kind is not (ShapeKind.Object or ShapeKind.Dictionary);

    public void Emit(CodeWriter code, string invocation)
    {
        var value = _return.IsAwaited ? $"await {invocation}.ConfigureAwait(false)" : invocation;
        if (_return.Kind == ReturnKind.Nothing)
        {
            code.Line(value + ";");
            code.Line($"{Names.Binding}ToolResults.Empty(call);");
            return;
        }

        switch (model.Kind)
        {
            case ComponentModelKind.Tool: EmitTool(code, value); break;
            case ComponentModelKind.Prompt: EmitPrompt(code, value); break;
            default: EmitResource(code, value); break;
        }
    }

    private void EmitTool(CodeWriter code, string value)
    {
        const string Results = Names.Binding + "ToolResults.";
        var mimeType = CodeText.Quote(_return.MimeType ?? "application/octet-stream");
        switch (_return.Kind)
        {
            case ReturnKind.Text: code.Line($"{Results}Text(call, {value});"); break;
            case ReturnKind.Content: code.Line($"{Results}Content(call, {value});"); break;
            case ReturnKind.Contents: code.Line($"{Results}Contents(call, {value});"); break;
            case ReturnKind.ConvertedContents: code.Line($"{Results}Contents(call, global::System.Linq.Enumerable.Select({value}, static one => (global::ModelContextProtocol.Protocol.ContentBlock)one));"); break;
            case ReturnKind.AIContent: code.Line($"{Results}Content(call, {AI}ToContentBlock({value}));"); break;
            case ReturnKind.AIContents: code.Line($"{Results}Contents(call, global::System.Linq.Enumerable.Select({value}, static one => {AI}ToContentBlock(one)));"); break;
            case ReturnKind.ToolResult: code.Line($"{Results}Result(call, {value});"); break;
            case ReturnKind.Bytes: code.Line($"{Results}Media(call, {value}, {mimeType});"); break;
            case ReturnKind.Stream: code.Line($"await {Results}MediaAsync(call, {value}, {mimeType}).ConfigureAwait(false);"); break;
            case ReturnKind.AsyncTexts: code.Line($"await {Results}TextsAsync(call, {value}).ConfigureAwait(false);"); break;
            case ReturnKind.AsyncItems: EmitWrite(code, $"await {Results}StructuredAsync<{_return.Shape!.Declared}>(call, {value}, ", ").ConfigureAwait(false);"); break;
            default:
                EmitWrite(code, $"{Results}Structured<{_return.Shape!.Declared}>(call, {value}, ", $", {(IsWrapped(_return.Shape) ? "true" : "false")});");
                break;
        }
    }

    private void EmitPrompt(CodeWriter code, string value)
    {
        const string Results = Names.Binding + "PromptResults.";
        code.Line(_return.Kind switch
        {
            ReturnKind.Text => $"{Results}Text(call, {value});",
            ReturnKind.Content => $"{Results}Content(call, {value});",
            ReturnKind.Contents => $"{Results}Contents(call, {value});",
            ReturnKind.ConvertedContents => $"{Results}Contents(call, global::System.Linq.Enumerable.Select({value}, static one => (global::ModelContextProtocol.Protocol.ContentBlock)one));",
            ReturnKind.AIContent => $"{Results}Content(call, {AI}ToContentBlock({value}));",
            ReturnKind.AIContents => $"{Results}Contents(call, global::System.Linq.Enumerable.Select({value}, static one => {AI}ToContentBlock(one)));",
            ReturnKind.PromptMessage => $"{Results}Message(call, {value});",
            ReturnKind.PromptMessages => $"{Results}Messages(call, {value});",
            ReturnKind.ChatMessage => $"{Results}Messages(call, {AI}ToPromptMessages({value}));",
            ReturnKind.ChatMessages => $"{Results}Messages(call, global::System.Linq.Enumerable.SelectMany({value}, static one => {AI}ToPromptMessages(one)));",
            _ => $"{Results}Result(call, {value});",
        });
    }

    private void EmitResource(CodeWriter code, string value)
    {
        const string Results = Names.Binding + "ResourceResults.";
        var mimeType = CodeText.Quote(_return.MimeType);
        switch (_return.Kind)
        {
            case ReturnKind.Text: code.Line($"{Results}Text(call, {value});"); break;
            case ReturnKind.Bytes: code.Line($"{Results}Blob(call, {value}, {mimeType});"); break;
            case ReturnKind.Stream: code.Line($"await {Results}BlobAsync(call, {value}, {mimeType}).ConfigureAwait(false);"); break;
            case ReturnKind.ResourceContents: code.Line($"{Results}Contents(call, {value});"); break;
            case ReturnKind.ResourceContentsList: code.Line($"{Results}AllContents(call, {value});"); break;
            case ReturnKind.ResourceResult: code.Line($"{Results}Result(call, {value});"); break;
            default: EmitWrite(code, $"{Results}Json<{_return.Shape!.Declared}>(call, {value}, ", ");"); break;
        }
    }

    private void EmitWrite(CodeWriter code, string before, string after)
    {
        // The methods above treat null themselves where a resource returns it; a value that reaches the writer is there.
        var shape = model.Kind is ComponentModelKind.Tool ? _return.Shape! : _return.Shape! with { IsNullable = _return.Shape.IsNullable && _return.Shape.IsValueType };
        code.Line($"{before}static (writer, value) =>");
        code.Open();
        WriteEmitter.Emit(code, shape, "value", "The result");
        code.Close(after);
    }
}
