using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Fairlead;

/// <summary>The client's model as an <see cref="IChatClient"/>.</summary>
internal sealed class SamplingChatClient(McpContext context) : IChatClient
{
    private const int DefaultMaxTokens = 1024;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var result = await context.SampleAsync(RequestOf(messages, options), cancellationToken).ConfigureAwait(false);
        var role = result.Role == Role.User ? ChatRole.User : ChatRole.Assistant;
        return new(new ChatMessage(role, result.Content.ToAIContents())) { ModelId = result.Model, FinishReason = ReasonOf(result.StopReason) };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The protocol has no streaming of answers: the whole comes at once.
        var response = await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        foreach (var update in response.ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    public void Dispose()
    {
    }

    private static CreateMessageRequestParams RequestOf(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        ChatMessage[] all = [.. messages];
        var system = string.Join("\n", all.Where(message => message.Role == ChatRole.System).Select(message => message.Text).Prepend(options?.Instructions).Where(text => !string.IsNullOrEmpty(text)));
        return new()
        {
            MaxTokens = options?.MaxOutputTokens ?? DefaultMaxTokens,
            Messages = [.. all.Where(message => message.Role != ChatRole.System).Select(MessageOf)],
            SystemPrompt = system.Length == 0 ? null : system,
            Temperature = options?.Temperature,
            StopSequences = options?.StopSequences is { Count: > 0 } stops ? [.. stops] : null,
            ModelPreferences = options?.ModelId is { } model ? new() { Hints = [new() { Name = model }] } : null,
            Tools = options?.Tools is { Count: > 0 } tools ? [.. tools.OfType<AIFunctionDeclaration>().Select(ToolOf)] : null,
            ToolChoice = options?.ToolMode is { } mode ? ChoiceOf(mode) : null,
        };
    }

    private static SamplingMessage MessageOf(ChatMessage message) => new()
    {
        Role = message.Role == ChatRole.Assistant ? Role.Assistant : Role.User,
        Content = [.. message.Contents.Select(content => content.ToContentBlock())],
    };

    private static Tool ToolOf(AIFunctionDeclaration function) => new()
    {
        Name = function.Name,
        Description = function.Description,
        InputSchema = function.JsonSchema,
    };

    private static ToolChoice ChoiceOf(ChatToolMode mode) => new()
    {
        Mode = mode switch
        {
            NoneChatToolMode => "none",
            RequiredChatToolMode => "required",
            _ => "auto",
        },
    };

    private static ChatFinishReason? ReasonOf(string? reason) => reason switch
    {
        null => null,
        "maxTokens" => ChatFinishReason.Length,
        "toolUse" => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };
}
