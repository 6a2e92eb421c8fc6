namespace Fairlead.Components;

/// <summary>The JSON types that an argument mirrored in a header may have.</summary>
public enum HeaderParameterType
{
    /// <summary>A string, compared character by character.</summary>
    String,

    /// <summary>An integer, compared as a number.</summary>
    Integer,

    /// <summary>A Boolean, <c>true</c> or <c>false</c>.</summary>
    Boolean,
}
