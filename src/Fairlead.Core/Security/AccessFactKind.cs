namespace Fairlead.Security;

/// <summary>The sorts of facts on which access depends.</summary>
internal enum AccessFactKind
{
    /// <summary>True of nobody.</summary>
    Never,

    /// <summary>It is known who calls.</summary>
    Authenticated,

    /// <summary>The caller has a scope.</summary>
    Scope,

    /// <summary>The caller is in a role.</summary>
    Role,

    /// <summary>A policy of the application holds.</summary>
    Policy,
}
