namespace Fairlead.Generators.Model;

/// <summary>What a method returns, and so how its result is written.</summary>
internal enum ReturnKind
{
    Unsupported,
    Nothing,
    Text,
    Content,
    Contents,

    /// <summary>A sequence of Fairlead's images, sounds and files.</summary>
    ConvertedContents,
    ToolResult,
    Bytes,
    Stream,
    AsyncTexts,
    AsyncItems,
    Structured,
    ResourceContents,
    ResourceContentsList,
    ResourceResult,
    PromptMessage,
    PromptMessages,
    PromptResult,
    AIContent,
    AIContents,
    ChatMessage,
    ChatMessages,
}
