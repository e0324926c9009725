using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Opens stores and finds versions in them, and says helpfully when there is none.</summary>
internal static class Stores
{
    /// <summary>Opens an existing store for reading.</summary>
    public static GraphStore OpenReadOnly(string path)
    {
        MustExist(path);
        return GraphStore.OpenReadOnly(path);
    }

    /// <summary>Opens an existing store as its writer; unlike the library, never creates one.</summary>
    public static GraphStore OpenForWriting(string path)
    {
        MustExist(path);
        return GraphStore.Open(path);
    }

    /// <summary>Refuses a path that holds no store.</summary>
    public static void MustExist(string path)
    {
        if (GraphStore.Exists(path))
            return;
        var advice = Alternatives(path).FirstOrDefault(GraphStore.Exists) is { } store
            ? $"Did you mean {store}?"
            : "Check the path, or make one with: chronograph index PATH";
        throw CommandException.NotFound($"{path} holds no graph. {advice}");
    }

    /// <summary>The version that a reference names; the newest when there is no reference.</summary>
    public static GraphVersion Resolve(this GraphStore store, string path, VersionReference? reference)
    {
        if (store.TryResolve(reference ?? VersionReference.Latest, out var version))
            return version;
        throw CommandException.NotFound(
            $"{path} has no version {Describe(reference)}; its latest is {store.Latest}. "
            + $"See them with: chronograph graph versions {Shell.Quote(path)}");
    }

    private static string[] Alternatives(string path) =>
        [Path.Combine(path, "graph"), Path.Combine(path, ".chronograph", "graph")];

    private static string Describe(VersionReference? reference) => reference switch
    {
        VersionReference.Exact exact => exact.Version.ToString(),
        VersionReference.WithTag tag => $"tagged {tag.Key}={tag.Value}",
        VersionReference.AtTime time => $"from {Quantities.IsoTime(time.Time)} or before",
        VersionReference.AtSource source => $"that holds message {source.Sequence} of {source.Log}",
        _ => "yet",
    };
}
