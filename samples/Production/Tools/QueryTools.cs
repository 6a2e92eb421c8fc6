using System.ComponentModel.DataAnnotations;
using Fairlead;
using Production.Database;

namespace Production.Tools;

/// <summary>Reading the database.</summary>
[RequireScope("orders:read")]
public sealed class QueryTools(OrderStore orders, QueryRunner queries)
{
    /// <summary>Runs one SELECT statement on the shop's SQLite database. Read schema://tables first.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="max_rows">How many rows to return at most.</param>
    /// <param name="cancellationToken">Ends the query when its time is over.</param>
    [McpTool(ReadOnly = true, Timeout = "5s"), RateLimit(60, Per = "1m")]
    public Task<QueryResult> QueryDatabase([StringLength(10_000, MinimumLength = 1)] string sql, [Range(1, 1000)] int max_rows = 100, CancellationToken cancellationToken = default) =>
        queries.RunAsync(sql, max_rows, cancellationToken);

    /// <summary>Lists the tables of the database, how many rows each has, and how it was made.</summary>
    [McpTool(ReadOnly = true)]
    public IReadOnlyList<TableInfo> ListTables() => orders.ListTables();

    /// <summary>Finds orders, the newest first.</summary>
    /// <param name="customer">A part of the customer's name.</param>
    /// <param name="status">How far the orders are.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="limit">How many to return at most.</param>
    [McpTool(ReadOnly = true)]
    public IReadOnlyList<Order> SearchOrders(string? customer = null, OrderStatus? status = null, DateOnly? from = null, DateOnly? to = null, [Range(1, 200)] int limit = 20) =>
        orders.Search(customer, status, from, to, limit);

    /// <summary>All tables: the statements that made them.</summary>
    [McpResource("schema://tables", MimeType = "application/sql")]
    public string Tables() => string.Join("\n\n", orders.ListTables().Select(table => table.Sql + ";"));

    /// <summary>One table: the statement that made it.</summary>
    /// <param name="name">The table's name.</param>
    [McpResource("schema://tables/{name}", MimeType = "application/sql")]
    public string? Table([Complete(nameof(TableNames))] string name) => orders.ListTables().FirstOrDefault(table => table.Name == name)?.Sql;

    /// <summary>Turns the model into an analyst of this database.</summary>
    /// <param name="question">What you want to know.</param>
    [McpPrompt]
    public string SqlExpert(string question) => $"""
        You answer questions about a shop's orders with SQL for SQLite. The schema:

        {Tables()}

        Amounts are in cents, days are texts such as 2026-05-31. Write one SELECT statement, run it with query_database, look at
        the result, and answer in words with the figures that matter. Say so where the data cannot answer.

        The question: {question}
        """;

    /// <summary>The names of the tables.</summary>
    public IEnumerable<string> TableNames() => orders.ListTables().Select(table => table.Name);
}
