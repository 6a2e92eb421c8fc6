namespace Fairlead.Cli.Generating.Reading;

/// <summary>A type where it is used.</summary>
internal sealed record TypeUse(string Name, bool IsNullable)
{
    /// <summary>What no type of C# says better.</summary>
    public static readonly TypeUse Any = new("global::System.Text.Json.JsonElement", false);

    public string Declared => IsNullable ? Name + "?" : Name;
}
