namespace Fairlead.Generators.Tests.Behaviour;

[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class SensitiveAttribute : Attribute;
