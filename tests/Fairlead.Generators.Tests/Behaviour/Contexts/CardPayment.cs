using System.ComponentModel.DataAnnotations;

namespace Fairlead.Generators.Tests.Behaviour.Contexts;

public sealed record CardPayment([property: RegularExpression("[0-9]+")] string CardNumber) : Payment;
