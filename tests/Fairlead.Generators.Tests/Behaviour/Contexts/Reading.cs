namespace Fairlead.Generators.Tests.Behaviour.Contexts;

public readonly record struct Reading(double Value, Urgency? Level);
