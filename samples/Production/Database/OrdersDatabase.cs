using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Production.Database;

/// <summary>The shop's database: made with data when it is not there yet.</summary>
public sealed class OrdersDatabase
{
    private const int Orders = 500;
    private static readonly string[] Customers = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Edsger Dijkstra", "Barbara Liskov", "Donald Knuth", "Margaret Hamilton", "Tony Hoare"];
    private static readonly string[] Products = ["Analytical engine", "Compiler", "Enigma replica", "Semaphore", "Abstract data type", "Book, volume 4", "Guidance computer", "Quicksort kit"];
    private static readonly string[] Statuses = ["paid", "shipped", "delivered", "delivered", "delivered", "refunded"];

    private readonly string _path;

    private OrdersDatabase(string path) => _path = path;

    /// <summary>Opens the database, and makes it where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<OrdersDatabase> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var database = new OrdersDatabase(path);
        if (File.Exists(path)) return database;

        // Made under another name first: neither a process that ends half way nor two that start at once leave half a database.
        var draft = $"{path}.{Guid.NewGuid():N}";
        await new OrdersDatabase(draft).CreateAsync(cancellationToken);
        try
        {
            File.Move(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }

        return database;
    }

    /// <summary>A connection that can change nothing, whatever is asked of it.</summary>
    public SqliteConnection OpenForReading()
    {
        var connection = Open(SqliteOpenMode.ReadOnly);
        ReadOnlyGuard.Protect(connection);
        return connection;
    }

    /// <summary>A connection that may change things.</summary>
    public SqliteConnection OpenForWriting() => Open(SqliteOpenMode.ReadWrite);

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        // Not pooled: a guard belongs to the connection for good.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var connection = Open(SqliteOpenMode.ReadWriteCreate);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE);
            CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price_cents INTEGER NOT NULL CHECK (price_cents > 0));
            CREATE TABLE orders (
                id INTEGER PRIMARY KEY,
                customer_id INTEGER NOT NULL REFERENCES customers (id),
                product_id INTEGER NOT NULL REFERENCES products (id),
                quantity INTEGER NOT NULL CHECK (quantity > 0),
                total_cents INTEGER NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('paid', 'shipped', 'delivered', 'refunded')),
                ordered_on TEXT NOT NULL);
            CREATE TABLE refunds (
                id INTEGER PRIMARY KEY,
                order_id INTEGER NOT NULL UNIQUE REFERENCES orders (id),
                amount_cents INTEGER NOT NULL,
                reason TEXT NOT NULL,
                refunded_by TEXT NOT NULL,
                refunded_at TEXT NOT NULL);
            CREATE INDEX orders_by_customer ON orders (customer_id, ordered_on);
            """;
        await command.ExecuteNonQueryAsync(cancellationToken);
        for (var i = 0; i < Customers.Length; i++)
        {
            var email = Customers[i].ToLowerInvariant().Replace(' ', '.') + "@example.com";
            await InsertAsync(connection, "INSERT INTO customers VALUES ($0, $1, $2)", i + 1, Customers[i], email);
            await InsertAsync(connection, "INSERT INTO products VALUES ($0, $1, $2)", i + 1, Products[i], 999 + i * 1250);
        }

        // The same data on every machine.
        var random = new Random(2026);
        for (var i = 1; i <= Orders; i++)
        {
            var (customer, product, quantity) = (random.Next(Customers.Length) + 1, random.Next(Products.Length) + 1, random.Next(1, 4));
            var total = (999 + (product - 1) * 1250) * quantity;
            var day = new DateOnly(2026, 1, 1).AddDays(random.Next(300)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await InsertAsync(connection, "INSERT INTO orders VALUES ($0, $1, $2, $3, $4, $5, $6)", i, customer, product, quantity, total, Statuses[random.Next(Statuses.Length)], day);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task InsertAsync(SqliteConnection connection, string sql, params object[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i}", values[i]);
        await command.ExecuteNonQueryAsync();
    }
}
