namespace Fairlead.Tests.Budgets;

/// <summary>Allocations are counted for the whole process, so nothing else may run at the same time.</summary>
[CollectionDefinition(nameof(BudgetsAlone), DisableParallelization = true)]
public sealed class BudgetsAlone;
