using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Holds a store that was left by a crash against what had been promised, then writes on in it.</summary>
internal sealed class StoreImageCheck(string directory, StorePromise promise)
{
    private static readonly GraphStoreOptions Options = new() { Durability = CommitDurability.Relaxed, TagRunMessages = 2 };

    /// <summary>Checks everything.</summary>
    /// <exception cref="BrokenPromiseException">A promise was broken.</exception>
    public void Run()
    {
        if (GraphStore.Exists(directory))
            Read();
        else if (promise.Done is not null)
            throw new BrokenPromiseException("the store is gone");
        WriteOn();
    }

    private void Read()
    {
        using var store = GraphStore.OpenReadOnly(directory);
        var latest = store.Latest.Number;
        if (!promise.AllowsLatest(latest))
            throw new BrokenPromiseException($"the newest version is {latest}, where {promise.Done?.Latest ?? 0} was promised and {promise.Begun.Latest} begun");
        foreach (var version in promise.Certain)
            CheckVersion(store, version);
        if (promise.Begun.Versions.TryGetValue(latest, out var newest))
            CheckContent(store, latest, newest.Content);
        Verify(rebuilt: false);
    }

    private void CheckVersion(GraphStore store, long version)
    {
        var (before, after) = (promise.Done!.Versions[version], promise.Begun.Versions[version]);
        CheckContent(store, version, before.Content);
        var tags = store.GetVersion(new GraphVersion(version)).Tags;
        if (!before.Tags.SequenceEqual(tags) && !after.Tags.SequenceEqual(tags))
            throw new BrokenPromiseException($"version {version} has the tags {string.Join(", ", tags)}, where {string.Join(", ", before.Tags)} were promised");
        foreach (var (key, value) in tags)
            CheckFound(store, $"tag:{key}={value}", version);
    }

    private static void CheckContent(GraphStore store, long version, GraphContent content)
    {
        using var snapshot = store.OpenSnapshot(new GraphVersion(version));
        if (GraphContent.Of(snapshot).Digest != content.Digest)
            throw new BrokenPromiseException($"version {version} holds other records than were committed");
    }

    private static void CheckFound(GraphStore store, string text, long version)
    {
        if (!VersionReference.TryParse(text, out var reference) || !store.TryResolve(reference, out var found) || found.Number != version)
            throw new BrokenPromiseException($"{text} does not find version {version}");
    }

    private void WriteOn()
    {
        var number = 0L;
        var content = GraphContent.Empty;
        using (var store = GraphStore.Open(directory, Options))
        {
            using (var snapshot = store.OpenLatest())
                content = GraphContent.Of(snapshot).With(new Node("after the crash", "CLASS", "after", "after.cs"));
            using var batch = store.BeginBatch();
            batch.Upsert(content.Nodes["after the crash"]);
            batch.Upsert(content.Witness);
            number = batch.Commit().Version.Number;
        }

        using var reader = GraphStore.OpenReadOnly(directory);
        CheckContent(reader, number, content);
        foreach (var version in promise.Certain)
            CheckContent(reader, version, promise.Done!.Versions[version].Content);
        Verify(rebuilt: true);
    }

    /// <param name="rebuilt">Whether a writer came that makes anew what no version needs.</param>
    private void Verify(bool rebuilt)
    {
        var found = GraphStore.Verify(directory);
        if (!found.Ok || (rebuilt && found.Rebuildable.Count > 0))
            throw new BrokenPromiseException($"verification finds damage: {string.Join("; ", found.Damage.Concat(found.Rebuildable))}");
    }
}
