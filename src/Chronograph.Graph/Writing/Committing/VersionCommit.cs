using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Writes versions: segments, manifest, and the pointer that will replace the present one. Every version is made here.</summary>
/// <remarks>
/// Nothing of it counts before the pointer is in place, so all files and directories are flushed at the same time; what
/// is waited for one after the other is that, and the replacement.
/// </remarks>
/// <param name="background">What is being merged in the background; null in a store without.</param>
internal sealed class VersionCommit(
    ManifestStore manifests, SegmentIds ids, ScratchSpace scratch, GraphStoreOptions options, long writerEpoch, MergeClaim? background) : IDisposable
{
    private readonly FlushWorkers? _workers = options.Durability == CommitDurability.Strict ? new FlushWorkers() : null;
    private readonly NextVersion _next = new(options.Files, manifests.Paths, options.Durability == CommitDurability.Strict);

    /// <summary>Segments of a version that is not begun yet.</summary>
    public SegmentCommit BeginSegments() => new(
        options.Files, manifests.Paths, ids, scratch, new FlushGroup(options.Files, _workers), background);

    /// <param name="parent">The newest version.</param>
    /// <param name="asked">Tags, time and sources of the new one; already checked.</param>
    /// <param name="segments">The segments of the new one.</param>
    /// <param name="build">Writes segments and says what the records of the new version are.</param>
    /// <param name="open">Opens the segments of a version that is not committed yet, while it is being flushed.</param>
    /// <returns>The version, written but not committed.</returns>
    /// <exception cref="ChronographException">Nothing was committed, and what was written is removed again.</exception>
    public PreparedCommit Prepare(
        Manifest parent, CommitOptions asked, SegmentCommit segments, Func<SegmentCommit, VersionState> build, Func<VersionState, SegmentLease> open)
    {
        SegmentLease? opened = null;
        try
        {
            var records = build(segments);
            var manifest = _next.Write(segments.Flushes, new Manifest
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
            segments.Flushes.Flush(meanwhile: () =>
            {
                opened = open(manifest.State);
                ids.LookAhead();
            });
            return new PreparedCommit(_next, segments, manifest, opened);
        }
        catch (Exception error)
        {
            opened?.Dispose();
            if (error is ChronographException or not IOException)
                segments.Abandon();
            throw;
        }
        finally
        {
            segments.Flushes.Dispose();
        }
    }

    public void Dispose()
    {
        _next.Dispose();
        _workers?.Dispose();
    }
}
