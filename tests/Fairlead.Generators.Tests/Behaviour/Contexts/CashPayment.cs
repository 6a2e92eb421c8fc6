namespace Fairlead.Generators.Tests.Behaviour.Contexts;

public sealed record CashPayment(decimal AmountPaid) : Payment;
