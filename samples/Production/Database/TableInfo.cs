namespace Production.Database;

/// <summary>A table of the database.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Sql">The statement that made it.</param>
public sealed record TableInfo(string Name, long Rows, string Sql);
