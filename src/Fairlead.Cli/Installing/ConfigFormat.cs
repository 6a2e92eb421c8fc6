namespace Fairlead.Cli.Installing;

/// <summary>How a client writes its configuration. JSON may have comments and trailing commas.</summary>
internal enum ConfigFormat
{
    Json,
    Toml,
    Yaml,
}
