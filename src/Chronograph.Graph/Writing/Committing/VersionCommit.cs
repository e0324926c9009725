using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Makes one version durable: segments, their directory, manifest, its directory, pointer. Every version is made here.</summary>
internal sealed class VersionCommit(ManifestStore manifests, SegmentIds ids, GraphStoreOptions options, long writerEpoch)
{
    /// <param name="parent">The newest version.</param>
    /// <param name="asked">Tags, time and sources of the new one; already checked.</param>
    /// <param name="build">Writes segments and says what the records of the new version are.</param>
    /// <exception cref="ChronographException">Nothing was committed, and what was written is removed again.</exception>
    /// <exception cref="IOException">It is not known whether the version was committed.</exception>
    public Manifest Run(Manifest parent, CommitOptions asked, Func<SegmentCommit, VersionState> build)
    {
        var durable = options.Durability == CommitDurability.Strict;
        var segments = new SegmentCommit(options.Files, manifests.Paths, ids, durable);
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
            manifests.Publish(manifest);
            return manifest;
        }
        catch (ChronographException)
        {
            segments.Abandon();
            throw;
        }
    }
}
