using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Production.Database;

/// <summary>Finds orders, and pays them back.</summary>
public sealed class OrderStore(OrdersDatabase database, TimeProvider time)
{
    private const string Select = """
        SELECT orders.id, customers.name, products.name, quantity, total_cents, status, ordered_on
        FROM orders JOIN customers ON customers.id = customer_id JOIN products ON products.id = product_id
        """;

    /// <summary>The tables, and how many rows each has.</summary>
    public IReadOnlyList<TableInfo> ListTables()
    {
        using var connection = database.OpenForReading();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT 'customers', (SELECT count(*) FROM customers) UNION ALL SELECT 'orders', (SELECT count(*) FROM orders)
            UNION ALL SELECT 'products', (SELECT count(*) FROM products) UNION ALL SELECT 'refunds', (SELECT count(*) FROM refunds)
            """;
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) counts[reader.GetString(0)] = reader.GetInt64(1);
        }

        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name";
        var tables = new List<TableInfo>();
        using var definitions = command.ExecuteReader();
        while (definitions.Read()) tables.Add(new(definitions.GetString(0), counts[definitions.GetString(0)], definitions.GetString(1)));
        return tables;
    }

    /// <summary>Finds orders, the newest first.</summary>
    public IReadOnlyList<Order> Search(string? customer, OrderStatus? status, DateOnly? from, DateOnly? to, int limit)
    {
        using var connection = database.OpenForReading();
        using var command = connection.CreateCommand();
        command.CommandText = Select + """
             WHERE ($customer IS NULL OR instr(lower(customers.name), lower($customer)) > 0) AND ($status IS NULL OR status = $status)
               AND ($from IS NULL OR ordered_on >= $from) AND ($to IS NULL OR ordered_on <= $to)
             ORDER BY ordered_on DESC, orders.id DESC LIMIT $limit
            """;
        Add(command, "$customer", customer);
        Add(command, "$status", status?.ToString().ToLowerInvariant());
        Add(command, "$from", from?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add(command, "$to", to?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add(command, "$limit", limit);
        using var reader = command.ExecuteReader();
        var orders = new List<Order>();
        while (reader.Read()) orders.Add(Read(reader));
        return orders;
    }

    /// <summary>Finds an order, or <see langword="null"/>.</summary>
    public Order? Find(long id)
    {
        using var connection = database.OpenForReading();
        using var command = connection.CreateCommand();
        command.CommandText = Select + " WHERE orders.id = $id";
        Add(command, "$id", id);
        using var reader = command.ExecuteReader();
        return reader.Read() ? Read(reader) : null;
    }

    /// <summary>Pays an order back, once.</summary>
    /// <returns><see langword="false"/> where it was paid back before.</returns>
    public bool TryRefund(long id, string reason, string by)
    {
        using var connection = database.OpenForWriting();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE orders SET status = 'refunded' WHERE id = $id AND status <> 'refunded'";
        Add(command, "$id", id);
        if (command.ExecuteNonQuery() == 0) return false;
        command.CommandText = """
            INSERT INTO refunds (order_id, amount_cents, reason, refunded_by, refunded_at)
            SELECT id, total_cents, $reason, $by, $at FROM orders WHERE id = $id
            """;
        Add(command, "$reason", reason);
        Add(command, "$by", by);
        Add(command, "$at", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
        transaction.Commit();
        return true;
    }

    private static void Add(SqliteCommand command, string name, object? value) => command.Parameters.AddWithValue(name, value ?? DBNull.Value);

    private static Order Read(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetInt64(3),
        reader.GetInt64(4) / 100m,
        Enum.Parse<OrderStatus>(reader.GetString(5), ignoreCase: true),
        DateOnly.ParseExact(reader.GetString(6), "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
