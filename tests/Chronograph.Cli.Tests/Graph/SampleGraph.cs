using Chronograph.Graph;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

/// <summary>A small graph in three versions, in a directory of its own.</summary>
/// <remarks>
/// Version 1: Main calls Run, Run calls Help; a class contains them. Version 2: Help is gone, Run has changed, Main has
/// moved. Version 3: an edge to a node that has no record.
/// </remarks>
public sealed class SampleGraph : IDisposable
{
    public const string App = "app.cs->CLASS->App";
    public const string Main = "app.cs->METHOD->Main(string[])[in:App]";
    public const string Run = "app.cs->METHOD->Run()[in:App]";
    public const string Help = "help.cs->METHOD->Help()[in:App]";
    public const string Nowhere = "lost.cs->METHOD->Nowhere()";

    private readonly TemporaryDirectory _directory = new();

    public SampleGraph()
    {
        using var store = GraphStore.Open(Path);
        CommitFirst(store);
        CommitSecond(store);
        CommitThird(store);
    }

    /// <summary>The store's directory.</summary>
    public string Path => _directory["sample graph"];

    /// <summary>The directory around it.</summary>
    public string Parent => _directory.Path;

    public void Dispose() => _directory.Dispose();

    private static void CommitFirst(GraphStore store)
    {
        using var batch = store.BeginBatch();
        batch.Upsert(new Node(App, "CLASS", "App", "app.cs", 1));
        batch.Upsert(new Node(Main, "METHOD", "Main", "app.cs", 2, """{"line":3}"""));
        batch.Upsert(new Node(Run, "METHOD", "Run", "app.cs", 3));
        batch.Upsert(new Node(Help, "METHOD", "Help", "help.cs", 4));
        batch.Upsert(new Edge(App, "CONTAINS", Main));
        batch.Upsert(new Edge(App, "CONTAINS", Run));
        batch.Upsert(new Edge(Main, "CALLS", Run, """{"line":4}"""));
        batch.Upsert(new Edge(Run, "CALLS", Help));
        Commit(batch, day: 1, "first");
    }

    private static void CommitSecond(GraphStore store)
    {
        using var batch = store.BeginBatch();
        batch.Upsert(new Node(Main, "METHOD", "Main", "app.cs", 2, """{"line":5}"""));
        batch.Upsert(new Node(Run, "METHOD", "Run", "app.cs", 33));
        batch.DeleteNode(Help);
        batch.DeleteEdge(Run, "CALLS", Help);
        Commit(batch, day: 2, "second");
    }

    private static void CommitThird(GraphStore store)
    {
        using var batch = store.BeginBatch();
        batch.Upsert(new Edge(Run, "CALLS", Nowhere));
        Commit(batch, day: 3, "third");
    }

    private static void Commit(GraphBatch batch, int day, string name) => batch.Commit(new CommitOptions
    {
        CreatedAt = new DateTimeOffset(2026, 1, day, 12, 0, 0, TimeSpan.Zero),
        Tags = new Dictionary<string, string> { ["name"] = name },
    });
}
