using Chronograph.Selftest;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>What a store says about the manifests and segments of its versions.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["store"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_manifest_names_its_parent_and_every_file_of_the_version()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
        var (second, third) = (store.GetManifest(new GraphVersion(2)), store.GetManifest(new GraphVersion(3)));
        Assert.Equal((second.Sha256, 64), (third.ParentSha256, third.Sha256.Length));
        Assert.Equal("", store.GetManifest(new GraphVersion(1)).ParentSha256);
        Assert.Equal((3, 3, 2), (third.Info.Version.Number, third.NodeSegments.Length, third.EdgeSegments.Length));
        Assert.All(third.Segments, segment => Assert.Equal(segment.Descriptor.ByteSize, new FileInfo(_directory[$"store/{segment.Path}"]).Length));
        Assert.All(third.Segments, segment => Assert.InRange(segment.Name.Id, 1, third.NextSegmentId - 1));
        Assert.Equal(["CLASS"], third.NodeSegments[^1].NodeTypes);
        Assert.Equal(["a.cs"], third.NodeSegments[^1].FilePaths);
        Assert.Null(third.NodeSegments[^1].EdgeTypes);
        Assert.Throws<ArgumentOutOfRangeException>(() => store.GetManifest(new GraphVersion(4)));
    }

    [Fact]
    public void A_prepared_version_has_the_manifest_that_it_is_committed_with()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
        using var batch = store.BeginBatch();
        batch.Upsert(Samples.Node("new"));
        using var prepared = batch.Prepare();
        var before = prepared.Manifest;
        Assert.Equal(store.GetManifest(store.Latest).Sha256, before.ParentSha256);
        var made = prepared.Commit();
        Assert.Equal(before.Sha256, store.GetManifest(made.Version).Sha256);
        Assert.Equal(before.Segments.Select(segment => segment.Name), store.GetManifest(made.Version).Segments.Select(segment => segment.Name));
    }

    [Fact]
    public void A_pointer_that_was_replaced_while_it_was_read_is_read_again()
    {
        using var store = GraphStore.Open(Path);
        store.Commit(batch => batch.Upsert(Samples.Node("a")));
        var files = new HeldUpReader { Opened = () => store.Commit(batch => batch.Upsert(Samples.Node("b"))) };
        using var reader = GraphStore.OpenReadOnly(Path, new GraphStoreOptions { Files = files });
        Assert.Equal(2, reader.Latest.Number);
    }

    [Fact]
    public void Added_removed_and_unchanged_segments_are_all_of_both_versions()
    {
        var random = Randomness.Create(out var seed);
        using var store = GraphStore.CreateEphemeral();
        var chooser = new OperationChooser(random);
        var model = StoreModel.Empty;
        for (var done = 0; done < 60; done++)
        {
            var operation = chooser.Next(model);
            operation.Run(store);
            model = operation is Compaction && store.Latest.Number == model.Latest ? model : operation.Apply(model);
        }

        var versions = store.ListVersions(new VersionFilter()).Select(info => info.Version).ToArray();
        foreach (var (from, to) in versions.SelectMany(from => versions.Select(to => (from, to))))
            Check(store, from, to, seed);
    }

    [Fact]
    public void Segment_numbers_taken_by_many_threads_are_never_the_same_nor_those_of_files_that_a_crash_left()
    {
        using var files = new MemoryFileSystem();
        var paths = new StorePaths(System.IO.Path.GetFullPath("/store"));
        files.CreateDirectory(paths.Segments);
        files.CreateDirectory(paths.Gc);
        long[] left = [3, 4, 77, 500];
        foreach (var id in left)
            files.Open(paths.Segment(new SegmentName(id, id % 2 == 0 ? SegmentKind.Nodes : SegmentKind.Edges)), FileIntent.CreateNew).Dispose();
        files.Rename(paths.Segment(new SegmentName(77, SegmentKind.Edges)), paths.InGc(paths.Segment(new SegmentName(77, SegmentKind.Edges))));
        var ids = new SegmentIds(files, paths, next: 2);
        var taken = new long[8][];
        Parallel.For(0, taken.Length, thread => taken[thread] = [.. Enumerable.Range(0, 500).Select(_ => ids.Take())]);
        Assert.Equal(Enumerable.Range(2, 4004).Select(id => (long)id).Except(left), taken.SelectMany(some => some).Order());
        Assert.All(taken, some => Assert.Equal(some.Order(), some));
        Assert.Equal(4006, ids.Next);
    }

    private static void Check(GraphStore store, GraphVersion from, GraphVersion to, int seed)
    {
        var diff = store.DiffSegments(from, to);
        var what = $"seed {seed}, from {from} to {to}";
        Assert.Equal((from, to), (diff.From, diff.To));
        AssertSame([.. diff.Added, .. diff.Unchanged], store.GetManifest(to), what);
        AssertSame([.. diff.Removed, .. diff.Unchanged], store.GetManifest(from), what);
        Assert.True(!diff.Added.Select(Name).Intersect(diff.Removed.Select(Name)).Any(), what);
        var back = store.DiffSegments(to, from);
        Assert.True(back.Added.Select(Name).SequenceEqual(diff.Removed.Select(Name)), what);
        if (from == to)
            Assert.True(diff.Added.IsEmpty && diff.Removed.IsEmpty, what);
    }

    private static void AssertSame(SegmentReference[] found, VersionManifest manifest, string what)
    {
        var names = found.Select(Name).ToArray();
        Assert.True(names.Distinct().Count() == names.Length, what);
        Assert.True(names.ToHashSet().SetEquals(manifest.Segments.Select(Name)), what);
    }

    private static SegmentName Name(SegmentReference segment) => segment.Name;

    /// <summary>Lets something happen between the opening of the pointer and its reading, once.</summary>
    private sealed class HeldUpReader : ForwardingFileSystem
    {
        public Action? Opened { get; set; }

        public override StorageFile Open(string path, FileIntent intent)
        {
            var file = base.Open(path, intent);
            if (System.IO.Path.GetFileName(path) != "current.json")
                return file;
            var happening = Opened;
            Opened = null;
            happening?.Invoke();
            return file;
        }
    }
}
