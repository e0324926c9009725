using Microsoft.Data.Sqlite;

namespace Chronograph.Benchmarks;

/// <summary>A table of messages in SQLite with a write-ahead log: a number, a time and the payload in each row.</summary>
internal static class SqlitePeer
{
    /// <param name="directory">Where the database goes.</param>
    /// <param name="payload">What each row holds.</param>
    /// <param name="synchronous">NORMAL: visible; FULL: survives a power loss.</param>
    /// <param name="rows">Rows in each transaction.</param>
    /// <param name="rate">Measures the rate of the work.</param>
    public static double Measure(string directory, byte[] payload, string synchronous, int rows, Func<Func<long>, double> rate)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, $"{synchronous}-{rows}.db")};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, $"PRAGMA synchronous={synchronous}");
        Execute(connection, "CREATE TABLE message (seq INTEGER PRIMARY KEY, timestamp INTEGER NOT NULL, payload BLOB NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO message (timestamp, payload) VALUES ($timestamp, $payload)";
        var timestamp = insert.Parameters.Add("$timestamp", SqliteType.Integer);
        insert.Parameters.AddWithValue("$payload", payload);
        return rate(() =>
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var row = 0; row < rows; row++)
            {
                timestamp.Value = DateTime.UtcNow.Ticks;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
            return rows;
        });
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
