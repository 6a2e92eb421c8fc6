using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Production.Database;

/// <summary>
/// Lets SQLite itself refuse what is not reading: its parser asks the guard for leave for each thing that a statement would do,
/// so that no wording gets round it.
/// </summary>
internal static class ReadOnlyGuard
{
    private static readonly strdelegate_authorizer Authorizer = Authorize;

    /// <summary>Puts a connection under guard, for as long as it is open.</summary>
    public static void Protect(SqliteConnection connection) => raw.sqlite3_set_authorizer(connection.Handle, Authorizer, null);

    /// <summary>Whether a text is one statement that SQLite can run, and nothing after it.</summary>
    /// <exception cref="SqliteException">It is no statement, or does something that is not allowed.</exception>
    public static bool IsOneStatement(SqliteConnection connection, string sql)
    {
        var handle = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(handle, sql, out var first, out var rest), handle);
        using (first)
        {
            if (first.IsInvalid) return false;
        }

        // A rest of white space and comments is no statement; a rest that is wrong is none of ours either.
        if (raw.sqlite3_prepare_v2(handle, rest, out var second, out _) != raw.SQLITE_OK) return false;
        using (second) return second.IsInvalid;
    }

    private static int Authorize(object user, int action, string first, string second, string database, string trigger) => action switch
    {
        raw.SQLITE_SELECT or raw.SQLITE_READ or raw.SQLITE_RECURSIVE => raw.SQLITE_OK,
        raw.SQLITE_FUNCTION when !string.Equals(second, "load_extension", StringComparison.OrdinalIgnoreCase) => raw.SQLITE_OK,
        _ => raw.SQLITE_DENY,
    };
}
