namespace Fairlead.Generators.Emitting;

/// <summary>The types that generated code uses, written so that nothing in a project can stand in their way.</summary>
internal static class Names
{
    public const string Binding = "global::Fairlead.Binding.";
    public const string Components = "global::Fairlead.Components.";
    public const string Reader = "global::Fairlead.Binding.ArgumentReader";
    public const string Call = "global::Fairlead.Components.McpCall";
    public const string Writer = "global::System.Text.Json.Utf8JsonWriter";
    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    public const string Icon = "global::ModelContextProtocol.Protocol.Icon";
    public const string List = "global::System.Collections.Generic.List";
    public const string Dictionary = "global::System.Collections.Generic.Dictionary";
    public const string Element = "global::System.Text.Json.JsonElement";
}
