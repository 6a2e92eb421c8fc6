namespace Fairlead.Protocol;

/// <summary>The lists of components whose changes clients can be told of.</summary>
[Flags]
internal enum ListKinds
{
    /// <summary>No list.</summary>
    None = 0,

    /// <summary><c>tools/list</c>.</summary>
    Tools = 1,

    /// <summary><c>prompts/list</c>.</summary>
    Prompts = 2,

    /// <summary><c>resources/list</c> and <c>resources/templates/list</c>, which share a notification.</summary>
    Resources = 4,
}
