namespace Fairlead.Generators.Model;

/// <summary>When a property is not written.</summary>
internal enum LeftOut
{
    Never,
    WhenNull,
    WhenDefault,
}
