using Tomlyn.Model;
using Tomlyn.Serialization;

namespace Fairlead.Cli.Installing;

/// <summary>Reads TOML without reflection.</summary>
[TomlSerializable(typeof(TomlTable))]
internal sealed partial class TomlTables : TomlSerializerContext;
