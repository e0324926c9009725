namespace Chronograph.Graph;

/// <summary>Makes the next version. For who has entered the head.</summary>
internal sealed class VersionMaker(StoreHead head, VersionCommit commit, VersionCatalog catalog)
{
    /// <summary>The version that a commit with the same request id made; null when there is none, so that one is to be made.</summary>
    public Manifest? Repeated(CommitOptions options)
    {
        if (options.RequestId is not { } request)
            return null;
        CommitRules.CheckRequest(request);
        return catalog.FindRequest(request, head.Pointer);
    }

    /// <summary>Writes a version and commits it.</summary>
    /// <param name="build">Writes segments and says what the records of the version are.</param>
    /// <param name="written">Segments that were written for it before; null for none.</param>
    public Manifest Make(
        HistoryEventKind kind, CommitOptions options, Func<SegmentCommit, VersionState> build, SegmentCommit? written = null) =>
        Publish(kind, Prepare(options, build, written));

    /// <summary>Writes a version and leaves it at that.</summary>
    public PreparedCommit Prepare(CommitOptions options, Func<SegmentCommit, VersionState> build, SegmentCommit? written = null) =>
        head.Guarded(() =>
        {
            CommitRules.CheckSources(options.Sources, head.Latest.State);
            CommitRules.CheckTags(options.Tags);
            return commit.Prepare(head.Latest, options, written ?? commit.BeginSegments(), build, head.OpenNext);
        });

    /// <summary>Commits a version that was written: makes it the newest on the disk, and then of this store.</summary>
    public Manifest Publish(HistoryEventKind kind, PreparedCommit version) =>
        head.Adopt(kind, head.Guarded(version.Publish), version.Segments);
}
