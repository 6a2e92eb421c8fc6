using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Flow;

/// <summary>A place that runs the text it gets: a command line or an SQL text.</summary>
/// <param name="Rule">What is reported where an argument of a caller gets there.</param>
/// <param name="Text">The text.</param>
internal sealed record Sink(DiagnosticDescriptor Rule, IOperation Text);
