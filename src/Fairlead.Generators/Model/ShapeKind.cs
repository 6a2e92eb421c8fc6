namespace Fairlead.Generators.Model;

/// <summary>How values of a type look in JSON, and how they are read and written.</summary>
internal enum ShapeKind
{
    Unsupported,
    String,
    Boolean,
    Integer,
    Number,
    Char,
    Guid,
    Uri,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Bytes,

    /// <summary>Any JSON value, as <c>JsonElement</c>.</summary>
    Element,

    /// <summary>Any JSON value, as <c>JsonNode</c> or one of its kinds.</summary>
    Node,

    /// <summary>Any value, as <c>object</c>; known only when it is written.</summary>
    Any,
    Enum,
    List,
    Dictionary,
    Object,

    /// <summary>What a <c>JsonConverter</c> of the author reads and writes.</summary>
    Converted,

    /// <summary>A text in a form that a JSON context has chosen.</summary>
    Text,

    /// <summary>An enum as the integer that a JSON context makes of it.</summary>
    Code,
}
