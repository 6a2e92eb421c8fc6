using Fairlead;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Production.Database;

/// <summary>Runs a query that somebody else wrote: one statement, reading only, so many rows, and no longer than it is waited for.</summary>
public sealed class QueryRunner(OrdersDatabase database)
{
    /// <summary>Runs a query.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="maxRows">How many rows to return.</param>
    /// <param name="cancellationToken">Interrupts it, also in the middle of a row.</param>
    /// <exception cref="ToolException">SQLite refuses it; the message says why.</exception>
    public Task<QueryResult> RunAsync(string sql, int maxRows, CancellationToken cancellationToken) =>
        Task.Run(() => Run(sql, maxRows, cancellationToken), cancellationToken);

    private QueryResult Run(string sql, int maxRows, CancellationToken cancellationToken)
    {
        using var connection = database.OpenForReading();
        using var interrupt = cancellationToken.Register(static handle => raw.sqlite3_interrupt((sqlite3)handle!), connection.Handle);
        try
        {
            if (!ReadOnlyGuard.IsOneStatement(connection, sql)) throw new ToolException("sql: must be exactly one SELECT statement.");
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            return Read(reader, maxRows);
        }
        catch (SqliteException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (SqliteException exception)
        {
            var hint = exception.SqliteErrorCode == raw.SQLITE_AUTH ? " Only SELECT is allowed." : "";
            throw new ToolException($"SQLite refuses this: {exception.Message}{hint}", exception);
        }
    }

    private static QueryResult Read(SqliteDataReader reader, int maxRows)
    {
        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var rows = new List<IReadOnlyList<object?>>();
        while (reader.Read())
        {
            if (rows.Count == maxRows) return new(columns, rows, IsTruncated: true);
            rows.Add([.. Enumerable.Range(0, columns.Length).Select(i => ValueOf(reader, i))]);
        }

        return new(columns, rows, IsTruncated: false);
    }

    private static object? ValueOf(SqliteDataReader reader, int column) => reader.GetValue(column) switch
    {
        DBNull => null,
        byte[] bytes => Convert.ToBase64String(bytes),

        // JSON has no number for these.
        double number when !double.IsFinite(number) => null,
        var value => value,
    };
}
