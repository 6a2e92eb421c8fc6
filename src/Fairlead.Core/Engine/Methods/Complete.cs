using System.Text.Json;
using Fairlead.Binding;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary><c>completion/complete</c>: values for an argument of a prompt or a variable of a template while a person types.</summary>
internal sealed class Complete(McpLimits limits) : McpMethod(MethodNames.Complete)
{
    private static readonly Dictionary<string, string> None = [];

    // The author's code runs, in the time that the component has.
    public override bool RunsComponent => true;

    public override void Prepare(RequestCall call)
    {
        var reference = Message.Member(call.Message.Params, "ref"u8);
        switch (Message.TextOf(Message.Member(reference, "type"u8)))
        {
            case "ref/prompt":
                SelectPrompt(call, Message.Member(reference, "name"u8));
                break;
            case "ref/resource":
                SelectTemplate(call, Message.Member(reference, "uri"u8));
                break;
            default:
                call.Fail(new(ErrorCodes.InvalidParams, "params.ref must be {\"type\":\"ref/prompt\",\"name\":…} or {\"type\":\"ref/resource\",\"uri\":…}."));
                break;
        }
    }

    public override ValueTask InvokeAsync(RequestCall call)
    {
        if (!TryRead(call, out var query, out var problem))
        {
            call.Fail(new(ErrorCodes.InvalidParams, problem));
            return default;
        }

        var completion = call.Component!.Completions.FirstOrDefault(one => one.Argument == query.Argument);
        if (completion is not null) return CompleteAsync(call, completion, query);
        Write(call, []);
        return default;
    }

    private static void SelectPrompt(RequestCall call, ReadOnlyMemory<byte> name)
    {
        if (!Message.IsString(name.Span)) call.Fail(new(ErrorCodes.InvalidParams, "params.ref.name is missing; it must be a string."));
        else if (call.Catalog.TryFind(ComponentKind.Prompt, Message.Unquote(name).Span, out var prompt)) call.Select(prompt);
        else call.Fail(new(ErrorCodes.InvalidParams, "Unknown prompt: " + ComponentName.Shorten(Message.TextOf(name)!)));
    }

    private void SelectTemplate(RequestCall call, ReadOnlyMemory<byte> slice)
    {
        if (!Message.IsString(slice.Span) || slice.Length > limits.MaxUriBytes)
        {
            call.Fail(new(ErrorCodes.InvalidParams, $"params.ref.uri must be a string of at most {limits.MaxUriBytes} bytes: the URI template, or a URI that it matches."));
            return;
        }

        var uri = Message.TextOf(slice)!;
        call.Select(call.Catalog.FindTemplate(uri) ?? call.Catalog.FindResource(uri, out _), uri);
        if (call.Component is null) call.Fail(JsonRpcError.WithData(ErrorCodes.InvalidParams, $"Unknown resource template: {uri}", "uri", uri));
    }

    private bool TryRead(RequestCall call, out CompletionQuery query, out string problem)
    {
        query = null!;
        var argument = Message.Member(call.Message.Params, "argument"u8);
        if (Message.TextOf(Message.Member(argument, "name"u8)) is not { } name || Message.TextOf(Message.Member(argument, "value"u8)) is not { } value)
        {
            problem = "params.argument must be {\"name\":…,\"value\":…}, both strings.";
            return false;
        }

        var known = NamesOf(call.Component!);
        if (!known.Contains(name))
        {
            problem = known.Count == 0 ? $"{call.Component} has no arguments." : $"{call.Component} has no argument {ComponentName.Shorten(name)}; there are {string.Join(", ", known)}.";
            return false;
        }

        if (!TryReadChosen(Message.Member(Message.Member(call.Message.Params, "context"u8), "arguments"u8), out var chosen))
        {
            problem = $"params.context.arguments must be an object of at most {limits.MaxArguments} strings.";
            return false;
        }

        problem = "";
        query = new(name, value, chosen);
        return true;
    }

    private bool TryReadChosen(ReadOnlyMemory<byte> json, out Dictionary<string, string> chosen)
    {
        chosen = None;
        if (json.IsEmpty || json.Span.SequenceEqual("null"u8)) return true;
        if (!Message.IsObject(json.Span)) return false;
        chosen = new(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String || chosen.Count == limits.MaxArguments) return false;
            chosen[name] = reader.GetString()!;
        }

        return true;
    }

    private static IReadOnlyCollection<string> NamesOf(Component component) => component switch
    {
        Prompt prompt => [.. prompt.Arguments.Select(argument => argument.Name)],
        ResourceTemplate template => template.Template.Variables,
        _ => [],
    };

    private static async ValueTask CompleteAsync(RequestCall call, ArgumentCompletion completion, CompletionQuery query) =>
        Write(call, await completion.Complete(call, query).ConfigureAwait(false));

    private static void Write(RequestCall call, IEnumerable<string> values)
    {
        // One more than is sent tells whether there are more; how many is said only where counting costs nothing.
        string[] sent = [.. values.Take(CompletionValues.MaxSent + 1)];
        var count = Math.Min(sent.Length, CompletionValues.MaxSent);
        var writer = call.Result.Rewrite();
        writer.WriteStartObject();
        writer.WriteStartObject("completion"u8);
        writer.WriteStartArray("values"u8);
        foreach (var value in sent.AsSpan(0, count)) writer.WriteStringValue(value);
        writer.WriteEndArray();
        if (sent.Length == count) writer.WriteNumber("total"u8, count);
        else if (values.TryGetNonEnumeratedCount(out var total)) writer.WriteNumber("total"u8, total);
        writer.WriteBoolean("hasMore"u8, sent.Length > count);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
