using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>What to do about damage in a store.</summary>
internal static class DamageAdvice
{
    /// <summary>One line for each kind of damage that was found.</summary>
    public static IEnumerable<string> For(string store, IReadOnlyList<StoreDamage> damage)
    {
        var quoted = Shell.Quote(store);
        var places = damage.Select(found => Path.GetRelativePath(store, found.File).Replace('\\', '/')).ToArray();
        if (places.Any(place => place == "current.json" || IsIn(place, "manifests")))
            yield return $"See whether the latest version is lost, and which one the graph can go on from: chronograph graph repair {quoted}";
        if (places.Any(place => IsIn(place, "segments") || IsIn(place, "manifests")))
            yield return $"Put the files back from a copy. Or make a version that is not touched the latest: chronograph graph rollback {quoted} VERSION";
        if (places.Any(place => place == "writer.lock" || IsIn(place, "pins")))
            yield return "Delete what stands in the place of a lock; the next command that writes makes it anew.";
        if (places.Contains("collected.json"))
            yield return "Put collected.json back from a copy; until then nothing can be collected, and every version that is there can be read.";
        if (places.Any(place => IsIn(place, "gc")))
            yield return $"What was collected cannot be put back whole; delete it: chronograph graph purge {quoted}";
        if (places.Any(place => IsIn(place, "history") || IsIn(place, "tags")))
            yield return $"Make the history anew; no version is touched: chronograph graph repair {quoted} --yes";
    }

    private static bool IsIn(string place, string directory) => place.StartsWith(directory + "/", StringComparison.Ordinal);
}
