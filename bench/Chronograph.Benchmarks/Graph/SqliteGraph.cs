using Chronograph.Selftest;
using Microsoft.Data.Sqlite;

namespace Chronograph.Benchmarks;

/// <summary>A graph in two indexed tables of SQLite, as one would lay it out there: whole numbers inside, semantic ids looked up.</summary>
internal sealed class SqliteGraph : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly SqliteCommand _name;
    private readonly SqliteCommand _hop;
    private readonly SqliteCommand _twoHops;
    private readonly SqliteCommand _filter;

    public SqliteGraph(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        _path = path;
        _connection = new SqliteConnection($"Data Source={path}");
        _connection.Open();
        Run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA mmap_size = 8000000000");
        Run("CREATE TABLE nodes(id INTEGER PRIMARY KEY, semantic_id TEXT, type TEXT, name TEXT, file TEXT)");
        Run("CREATE TABLE edges(src INTEGER, type TEXT, dst INTEGER, PRIMARY KEY(src, type, dst)) WITHOUT ROWID");
        _name = Question("SELECT length(name) FROM nodes WHERE semantic_id = $asked");
        _hop = Question("SELECT sum(length(b.semantic_id)) FROM nodes a JOIN edges e ON e.src = a.id JOIN nodes b ON b.id = e.dst WHERE a.semantic_id = $asked");
        _twoHops = Question("SELECT count(DISTINCT f.dst) FROM nodes a JOIN edges e ON e.src = a.id JOIN edges f ON f.src = e.dst WHERE a.semantic_id = $asked");
        _filter = Question("SELECT count(*) FROM nodes WHERE file = $asked AND type = 'METHOD'");
    }

    /// <summary>The size of the file.</summary>
    public long Bytes => new FileInfo(_path).Length;

    /// <summary>Loads in one transaction, then makes the indexes: the fastest way.</summary>
    public void Load(GeneratedGraph graph, CancellationToken stop)
    {
        using var transaction = _connection.BeginTransaction();
        using var node = Insert("INSERT INTO nodes VALUES($0, $1, $2, $3, $4)", 5, transaction);
        using var edge = Insert("INSERT OR IGNORE INTO edges VALUES($0, $1, $2)", 3, transaction);
        for (var number = 0; number < graph.Nodes; number++)
        {
            stop.ThrowIfCancellationRequested();
            var record = GeneratedGraph.Node(number);
            Execute(node, number, record.SemanticId, record.Type, record.Name, record.File);
            for (var index = 0; index < graph.EdgesPerNode; index++)
                Execute(edge, number, GeneratedGraph.EdgeType(number, index), graph.Target(number, index));
        }

        transaction.Commit();
        Run("CREATE UNIQUE INDEX nodes_by_semantic_id ON nodes(semantic_id)");
        Run("CREATE INDEX nodes_by_file ON nodes(file, type)");
        Run("CREATE INDEX edges_by_target ON edges(dst, type, src)");
    }

    public long NameLength(string semanticId) => Ask(_name, semanticId);

    public long Hop(string semanticId) => Ask(_hop, semanticId);

    public long TwoHops(string semanticId) => Ask(_twoHops, semanticId);

    public long Filter(string file) => Ask(_filter, file);

    public void Dispose()
    {
        foreach (var command in new[] { _name, _hop, _twoHops, _filter })
            command.Dispose();
        _connection.Dispose();
    }

    private static long Ask(SqliteCommand question, string asked)
    {
        question.Parameters[0].Value = asked;
        return question.ExecuteScalar() is long answer ? answer : 0;
    }

    private static void Execute(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index];
        command.ExecuteNonQuery();
    }

    private SqliteCommand Question(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$asked", "");
        return command;
    }

    private SqliteCommand Insert(string sql, int parameters, SqliteTransaction transaction)
    {
        var command = _connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        for (var index = 0; index < parameters; index++)
            command.Parameters.AddWithValue($"${index}", 0);
        return command;
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
