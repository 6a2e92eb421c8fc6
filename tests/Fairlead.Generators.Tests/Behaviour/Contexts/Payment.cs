using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Contexts;

[JsonDerivedType(typeof(CardPayment), "card")]
[JsonDerivedType(typeof(CashPayment), "cash")]
public abstract record Payment;
