namespace Fairlead.Generators.Model;

/// <summary>Where a parameter's value comes from.</summary>
internal enum ParameterKind
{
    /// <summary>From the caller.</summary>
    Argument,

    /// <summary>From the caller, unless the project registers the type as a service.</summary>
    ArgumentUnlessService,

    /// <summary>From an expression: the call's context, token, caller and so on.</summary>
    Expression,

    /// <summary>From the services.</summary>
    Service,
}
