using System.Collections.Immutable;
using System.Globalization;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A worker that does random operations on a graph store until it is killed, and says what it was promised.</summary>
internal static class StoreWriterJob
{
    public const string Name = "graph-writer";

    /// <summary>Starts a worker. It waits for the word.</summary>
    public static WorkerProcess Start(string store, int seed) =>
        WorkerProcess.Start(Name, store, seed.ToString(CultureInfo.InvariantCulture));

    /// <summary>The job.</summary>
    public static void Run(WorkerOrders orders, string[] arguments)
    {
        orders.Next();
        using var store = GraphStore.Open(arguments[0], new GraphStoreOptions { Durability = CommitDurability.Relaxed });
        var model = Read(store);
        Say(new StoreNews(NewsKind.Open, model.Latest));
        var random = new Random(int.Parse(arguments[1], CultureInfo.InvariantCulture));
        for (var chooser = new OperationChooser(random); ;)
            model = Do(store, model, chooser.Next(model));
    }

    private static StoreModel Do(GraphStore store, StoreModel model, StoreOperation operation)
    {
        if (operation is Collection collection)
            Say(new StoreNews(NewsKind.Collecting, model.Latest - collection.Retain));
        operation.Run(store);
        var isCommit = store.Latest.Number > model.Latest;
        var after = operation is Compaction && !isCommit ? model : operation.Apply(model);
        if (isCommit)
            Say(new StoreNews(NewsKind.Committed, after.Latest, after.Content.Digest));
        if (operation is Tagging tagging)
            Say(new StoreNews(NewsKind.Tagged, tagging.Version, $"{tagging.Key}={tagging.Value}"));
        foreach (var (key, value) in isCommit ? after.Versions[after.Latest].Tags : ImmutableSortedDictionary<string, string>.Empty)
            Say(new StoreNews(NewsKind.Tagged, after.Latest, $"{key}={value}"));
        return after;
    }

    private static StoreModel Read(GraphStore store)
    {
        var versions = ImmutableSortedDictionary.CreateBuilder<long, ModelVersion>();
        foreach (var info in store.ListVersions(new VersionFilter()))
        {
            using var snapshot = store.OpenSnapshot(info.Version);
            versions[info.Version.Number] = new ModelVersion(GraphContent.Of(snapshot), info.Tags.ToImmutableSortedDictionary());
        }

        return new StoreModel(store.Latest.Number, versions.ToImmutable());
    }

    private static void Say(StoreNews news) => Console.Out.WriteLine(news);
}
