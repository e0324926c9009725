namespace Chronograph.Graph;

/// <summary>Makes the next version. For who has entered the head.</summary>
internal sealed class VersionMaker(StoreHead head, VersionCommit commit, VersionCatalog catalog)
{
    /// <summary>The version that a commit with the same request id made; null when there is none, so that one is to be made.</summary>
    public Manifest? Repeated(CommitOptions options)
    {
        if (options.RequestId is not { } request)
            return null;
        ArgumentException.ThrowIfNullOrEmpty(request, nameof(CommitOptions.RequestId));
        StrictUtf8.Check(request, nameof(CommitOptions.RequestId));
        return catalog.FindRequest(request, head.Pointer);
    }

    /// <summary>Writes a version and commits it.</summary>
    /// <param name="build">Writes segments and says what the records of the version are.</param>
    public Manifest Make(HistoryEventKind kind, CommitOptions options, Func<SegmentCommit, VersionState> build) =>
        head.Adopt(kind, head.Guarded(() => Write(options, build).Publish()));

    /// <summary>Writes a version and leaves it at that.</summary>
    public PreparedCommit Prepare(CommitOptions options, Func<SegmentCommit, VersionState> build) =>
        head.Guarded(() => Write(options, build));

    private PreparedCommit Write(CommitOptions options, Func<SegmentCommit, VersionState> build)
    {
        CommitRules.CheckSources(options.Sources, head.Latest.State);
        CommitRules.CheckTags(options.Tags);
        return commit.Prepare(head.Latest, options, build);
    }
}
