using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Does random operations on a strict store whose directory is recorded, and notes what it promised when.</summary>
internal static class RecordedStore
{
    public const string Name = "store";

    /// <summary>Records a store from its making on.</summary>
    /// <param name="directory">An existing, empty directory; the store stands below it.</param>
    /// <param name="random">What the operations are chosen by.</param>
    /// <param name="operations">How many there are.</param>
    public static DiskRecording Record(string directory, Random random, int operations)
    {
        var files = new RecordingFileSystem(directory, new UnflushedDisk());
        var options = new GraphStoreOptions { Files = files, TagRunMessages = 4 };
        var path = Path.Combine(directory, Name);
        files.Note(new StorePromise(null, StoreModel.Empty));
        var store = GraphStore.Open(path, options);
        try
        {
            var model = StoreModel.Empty;
            files.Note(new StorePromise(model, model));
            var chooser = new OperationChooser(random);
            for (var done = 0; done < operations; done++)
            {
                model = Do(store, files, model, chooser.Next(model));
                if (random.Next(6) > 0)
                    continue;
                store.Dispose();
                store = GraphStore.Open(path, options);
            }
        }
        finally
        {
            store.Dispose();
        }

        return files.Recording;
    }

    private static StoreModel Do(GraphStore store, RecordingFileSystem files, StoreModel model, StoreOperation operation)
    {
        var after = operation.Apply(model);
        files.Note(new StorePromise(model, after));
        operation.Run(store);
        if (operation is Compaction && store.Latest.Number == model.Latest)
            after = model; // there was nothing to merge
        files.Note(new StorePromise(after, after));
        return after;
    }
}
