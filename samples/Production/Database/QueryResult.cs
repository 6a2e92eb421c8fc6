namespace Production.Database;

/// <summary>What a query returned.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows, each with a value for each column.</param>
/// <param name="IsTruncated">Whether there are more rows than were asked for.</param>
public sealed record QueryResult(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, bool IsTruncated);
