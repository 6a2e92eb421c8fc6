using Fairlead.Binding;

namespace Fairlead.Components;

/// <summary>How values are found for an argument of a prompt or a variable of a resource template.</summary>
/// <param name="Argument">The name of the argument or variable.</param>
/// <param name="Complete">Finds the values.</param>
public sealed record ArgumentCompletion(string Argument, ArgumentCompleter Complete)
{
    /// <summary>Chooses among values that never change: first those that begin with the text, then those that hold it.</summary>
    /// <param name="argument">The name of the argument or variable.</param>
    /// <param name="values">The values in the order in which to offer them.</param>
    public static ArgumentCompletion FromValues(string argument, params IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(argument, (_, query) => new(CompletionValues.Matching(values, query)));
    }
}
