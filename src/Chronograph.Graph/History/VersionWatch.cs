namespace Chronograph.Graph;

/// <summary>Follows the versions of a store as they are committed, by whatever process.</summary>
/// <remarks>The message about a version stands in the history once the version is committed; the manifests say which it is.</remarks>
internal sealed class VersionWatch(ManifestStore manifests)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>The versions after one, oldest first, for ever. Those that were collected are passed over.</summary>
    public IEnumerable<VersionInfo> After(GraphVersion seen, CancellationToken stop)
    {
        using var bell = new HistoryBell(manifests.Files, manifests.Paths.History);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            bell.Reset();
            var head = manifests.ReadCurrent();
            while (seen.CompareTo(head.Version) < 0)
            {
                seen = new GraphVersion(seen.Number + 1);
                if (manifests.TryRead(seen, head) is { } manifest)
                    yield return manifest.Info;
                stop.ThrowIfCancellationRequested();
            }

            bell.Wait(LookAgain, stop);
        }
    }
}
