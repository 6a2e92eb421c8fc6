namespace Fairlead.Protocol;

/// <summary>The names of JSON-RPC methods.</summary>
public static class MethodNames
{
    /// <summary>Opens a legacy conversation.</summary>
    public const string Initialize = "initialize";

    /// <summary>The client has read the answer to <see cref="Initialize"/>.</summary>
    public const string Initialized = "notifications/initialized";

    /// <summary>Is anybody there? Legacy only.</summary>
    public const string Ping = "ping";

    /// <summary>What the server is and can; from 2026-07-28 on.</summary>
    public const string Discover = "server/discover";

    /// <summary>Lists tools.</summary>
    public const string ToolsList = "tools/list";

    /// <summary>Calls a tool.</summary>
    public const string ToolsCall = "tools/call";

    /// <summary>Lists resources.</summary>
    public const string ResourcesList = "resources/list";

    /// <summary>Lists resource templates.</summary>
    public const string ResourceTemplatesList = "resources/templates/list";

    /// <summary>Reads a resource.</summary>
    public const string ResourcesRead = "resources/read";

    /// <summary>Asks to be told when a resource changes; legacy only.</summary>
    public const string ResourcesSubscribe = "resources/subscribe";

    /// <summary>Ends <see cref="ResourcesSubscribe"/>.</summary>
    public const string ResourcesUnsubscribe = "resources/unsubscribe";

    /// <summary>Lists prompts.</summary>
    public const string PromptsList = "prompts/list";

    /// <summary>Makes a prompt's messages.</summary>
    public const string PromptsGet = "prompts/get";

    /// <summary>Asks for values of an argument while a person types.</summary>
    public const string Complete = "completion/complete";

    /// <summary>Sets the level of logs for the conversation; legacy only.</summary>
    public const string SetLevel = "logging/setLevel";

    /// <summary>Opens a stream of change notifications; from 2026-07-28 on.</summary>
    public const string SubscriptionsListen = "subscriptions/listen";

    /// <summary>The client no longer wants a reply.</summary>
    public const string Cancelled = "notifications/cancelled";

    /// <summary>How far a call is.</summary>
    public const string Progress = "notifications/progress";

    /// <summary>A log message.</summary>
    public const string LogMessage = "notifications/message";

    /// <summary>The first message of a stream that <see cref="SubscriptionsListen"/> opened: what it will tell of.</summary>
    public const string SubscriptionsAcknowledged = "notifications/subscriptions/acknowledged";

    /// <summary>The list of tools is another one.</summary>
    public const string ToolsListChanged = "notifications/tools/list_changed";

    /// <summary>The list of prompts is another one.</summary>
    public const string PromptsListChanged = "notifications/prompts/list_changed";

    /// <summary>The list of resources, or that of templates, is another one.</summary>
    public const string ResourcesListChanged = "notifications/resources/list_changed";

    /// <summary>A resource has changed.</summary>
    public const string ResourceUpdated = "notifications/resources/updated";
}
