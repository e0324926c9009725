using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Makes one version durable: segments, their directory, manifest, its directory, pointer. Every version is made here.</summary>
internal sealed class VersionCommit(
    ManifestStore manifests, SegmentIds ids, ScratchSpace scratch, GraphStoreOptions options, long writerEpoch)
{
    // With a compaction in the background, a commit merges only what costs it little.
    private const long FewRows = 1 << 14;

    /// <summary>Segments of a version that is not begun yet.</summary>
    public SegmentCommit BeginSegments() => new(
        options.Files, manifests.Paths, ids, scratch, options.Durability == CommitDurability.Strict,
        options.CompactInBackground ? FewRows : long.MaxValue);

    /// <param name="parent">The newest version.</param>
    /// <param name="asked">Tags, time and sources of the new one; already checked.</param>
    /// <param name="build">Writes segments and says what the records of the new version are.</param>
    /// <returns>The version, written but not committed.</returns>
    /// <exception cref="ChronographException">Nothing was committed, and what was written is removed again.</exception>
    public PreparedCommit Prepare(Manifest parent, CommitOptions asked, Func<SegmentCommit, VersionState> build)
    {
        var segments = BeginSegments();
        try
        {
            var records = build(segments);
            segments.Sync();
            var manifest = manifests.Write(new Manifest
            {
                Version = new GraphVersion(parent.Version.Number + 1),
                CreatedAt = CommitRules.Time(asked.CreatedAt, options.TimeProvider, parent),
                Parent = parent.Version,
                ParentSha256 = parent.Sha256,
                WriterEpoch = writerEpoch,
                RequestId = asked.RequestId,
                State = records.Reached(asked.Sources, ids.Next),
                Tags = CommitRules.Sorted(asked.Tags),
            });
            return new PreparedCommit(manifests, segments, manifest);
        }
        catch (Exception error) when (error is ChronographException or not IOException)
        {
            segments.Abandon();
            throw;
        }
    }
}
