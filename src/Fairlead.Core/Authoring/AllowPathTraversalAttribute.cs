namespace Fairlead;

/// <summary>
/// Lets a template variable hold <c>..</c> segments, absolute, drive and UNC paths. Without it such values are refused
/// before the method is called (CVE-2025-53109, CVE-2025-53110).
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AllowPathTraversalAttribute : Attribute;
