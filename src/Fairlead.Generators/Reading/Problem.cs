using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Something wrong with a component.</summary>
/// <param name="Diagnostic">What is wrong, and where.</param>
/// <param name="UnlessService">The type that, registered as a service, resolves the problem; <see langword="null"/> where none does.</param>
internal sealed record Problem(Diagnostic Diagnostic, string? UnlessService);
