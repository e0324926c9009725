using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Moves what nobody can reach into <c>gc/</c>, and back. For the one writer.</summary>
/// <remarks>
/// Each step is durable before the next begins: the list of collected versions; their manifests; the segments that only
/// they used. A crash leaves versions that are whole, or that are listed as collected, and nothing else; the next
/// collection finishes the work. The way back is the same in reverse. Before all of it the newest version is made durable,
/// since a relaxed commit, of this writer or of one before, leaves that to the system: a power loss could otherwise bring
/// back the pointer to a version that is gone.
/// </remarks>
internal sealed class Collector(ManifestStore manifests, VersionPins pins, SegmentIds ids)
{
    private FileSystem Files => manifests.Files;

    private StorePaths Paths => manifests.Paths;

    public CollectionReport Collect(Manifest latest, long retain, bool dryRun)
    {
        using var claims = pins.BeginClaims();
        var plan = new CollectionPlanner(manifests, ids).Make(latest, retain, claims);
        if (dryRun || plan.IsEmpty)
            return plan.Report;
        manifests.MakeDurable(latest);
        CreateGc();
        manifests.WriteCollected(plan.Collected);
        Move(plan.Manifests, Paths.Manifests);
        Move(plan.Segments, Paths.Segments);
        return plan.Report;
    }

    /// <summary>Puts back every collected version of which no file was purged.</summary>
    public CollectionReport Restore(bool dryRun)
    {
        var plan = new RestorationPlanner(manifests).Make();
        if (dryRun || plan.IsEmpty)
            return plan.Report;
        MoveBack(plan.Segments, Paths.Segments);
        MoveBack(plan.Manifests, Paths.Manifests);
        manifests.WriteCollected(plan.Collected);
        return plan.Report;
    }

    private void CreateGc()
    {
        if (Files.DirectoryExists(Paths.Gc))
            return;
        Files.CreateDirectory(Paths.Gc);
        Files.SyncDirectory(Paths.Root);
    }

    private void Move(List<string> paths, string from)
    {
        if (paths.Count == 0)
            return;
        foreach (var path in paths)
            Files.Rename(path, Paths.InGc(path));
        Files.SyncDirectory(Paths.Gc);
        Files.SyncDirectory(from);
    }

    private void MoveBack(List<string> paths, string to)
    {
        foreach (var path in paths)
            Files.Rename(Paths.InGc(path), path);
        Files.SyncDirectory(to);
        Files.SyncDirectory(Paths.Gc);
    }
}
