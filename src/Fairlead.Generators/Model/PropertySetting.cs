namespace Fairlead.Generators.Model;

/// <summary>How a value gets into a property.</summary>
internal enum PropertySetting
{
    /// <summary>It does not; it is only written.</summary>
    None,

    /// <summary>By the constructor's parameter.</summary>
    Constructor,

    /// <summary>By the object initializer, always: it is <c>required</c>.</summary>
    Required,

    /// <summary>By assignment, where JSON has it.</summary>
    Set,

    /// <summary>By its <c>init</c> accessor, where JSON has it.</summary>
    Init,
}
