namespace Fairlead;

/// <summary>
/// Injects a parameter from the services. It never appears in the schema, and no caller can supply it.
/// <c>Microsoft.AspNetCore.Mvc.FromServicesAttribute</c> and <c>FromKeyedServicesAttribute</c> work as well.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
