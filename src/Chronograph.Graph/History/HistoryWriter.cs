using Chronograph.Log;
using Chronograph.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chronograph.Graph;

/// <summary>Writes the history of a store: a message log beside the manifests, and never worth more than they.</summary>
/// <remarks>
/// What a crash, a full disk or damage took from it is written again from the manifests. A failure here therefore never
/// fails a commit: it is logged, and the next commit or opening catches up. For the one writer of the store.
/// </remarks>
internal sealed class HistoryWriter : IDisposable
{
    private const long SegmentSize = 256 << 10;
    private static readonly long MostBytes = AppendHead.LargestPayloadIn(SegmentSize);

    private readonly ManifestStore _manifests;
    private readonly TagRunKeeper _tagRuns;
    private readonly ILogger _logger;
    private MessageLog? _log;
    private GraphVersion _recorded;

    private HistoryWriter(ManifestStore manifests, TagRunKeeper tagRuns, ILogger logger)
    {
        _manifests = manifests;
        _tagRuns = tagRuns;
        _logger = logger;
    }

    /// <summary>Opens the history and brings it up to the newest version.</summary>
    public static HistoryWriter Open(ManifestStore manifests, Manifest latest, GraphStoreOptions options)
    {
        var tagRuns = new TagRunKeeper(
            manifests.Files, manifests.Paths.TagRuns, options.TagRunMessages, durable: options.Durability == CommitDurability.Strict);
        var history = new HistoryWriter(manifests, tagRuns, (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<GraphStore>());
        history.Guarded(() => history.Restore(latest));
        return history;
    }

    /// <summary>Records what happened at the newest version; if it was just committed, after those that are not recorded yet.</summary>
    public void Record(HistoryEventKind kind, Manifest manifest) => Guarded(() =>
    {
        if (_log is null)
            Restore(manifest);
        CatchUp(kind.MakesVersion() ? manifest.Version.Number - 1 : manifest.Version.Number);
        if (!kind.MakesVersion() || _recorded.CompareTo(manifest.Version) < 0)
            Append(kind, manifest);
        FollowTags();
    });

    /// <summary>
    /// Records new tags of a version, before the manifest has them: a tag that can be read must be found through the
    /// history, while one that is found but cannot be read does no harm.
    /// </summary>
    /// <remarks>
    /// Flushed however the store commits: the file system may write the manifest on its own, and after a power loss nobody
    /// would notice that the history lacks the tag of an older version.
    /// </remarks>
    /// <exception cref="IOException">The history could not be written, so the tags must not be.</exception>
    public void RecordTags(Manifest tagged, Manifest latest)
    {
        if (_log is null)
            Restore(latest);
        CatchUp(latest.Version.Number);
        Append(new HistoryEvent(HistoryEventKind.Tag, tagged.Info, tagged.Sha256));
        _log!.Flush();
    }

    public void Dispose()
    {
        _log?.Dispose();
        _tagRuns.Dispose();
    }

    private void FollowTags()
    {
        try
        {
            _tagRuns.Follow(_log!);
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error))
        {
            _logger.LogWarning(error, "The tag index of {Store} could not be written; older tags are found more slowly until it is.", _manifests.Paths.Root);
            _tagRuns.Reset();
        }
    }

    private void Restore(Manifest latest)
    {
        _log ??= OpenLog();
        var last = HistoryTail.LastCommit(_log);
        if (last is not null && !Agrees(last, latest))
        {
            Clear();
            last = null;
        }

        _recorded = last?.Version ?? GraphVersion.None;
        CatchUp(latest.Version.Number);
    }

    private MessageLog OpenLog()
    {
        try
        {
            return Open();
        }
        catch (DamagedFileException error)
        {
            _logger.LogWarning(error, "The history of {Store} is damaged and is written anew.", _manifests.Paths.Root);
            DirectoryTree.Delete(_manifests.Files, _manifests.Paths.History);
            return Open();
        }

        MessageLog Open() => MessageLog.Open(_manifests.Paths.History, new MessageLogOptions { SegmentSize = SegmentSize }, _manifests.Files);
    }

    private void Clear()
    {
        _log!.Dispose();
        _log = null;
        _tagRuns.Reset();
        DirectoryTree.Delete(_manifests.Files, _manifests.Paths.History);
        _log = OpenLog();
    }

    /// <summary>A history that is ahead of the store, or that tells of another version, belongs to what a power loss undid.</summary>
    private bool Agrees(HistoryRecord last, Manifest latest)
    {
        if (last.Version.CompareTo(latest.Version) > 0 || last.Version.Number < 1)
            return false;
        return last.Version == latest.Version
            ? latest.Sha256 == last.Sha256
            : Stored(last.Version) is { } manifest && manifest.Sha256 == last.Sha256;
    }

    private Manifest? Stored(GraphVersion version) =>
        _manifests.ReadCollected().Find(version) is null ? _manifests.Read(version) : null;

    private void CatchUp(long until)
    {
        var collected = _recorded.Number < until ? _manifests.ReadCollected() : CollectedVersions.None;
        while (_recorded.Number < until)
        {
            var next = new GraphVersion(_recorded.Number + 1);
            if (collected.Find(next) is { } range)
                Append(HistoryEventKind.Gone, range.Standing(_recorded));
            else
                Append(HistoryEventKind.Commit, _manifests.Read(next));
        }
    }

    private void Append(HistoryEventKind kind, Manifest manifest)
    {
        Append(new HistoryEvent(kind, manifest.Info, manifest.Sha256));
        _recorded = manifest.Version;
    }

    /// <exception cref="IOException">It does not fit: commits are held to what does, but a manifest may be anything.</exception>
    private void Append(HistoryEvent recorded)
    {
        var message = recorded.ToBytes();
        if (message.Length > MostBytes)
            throw new IOException($"What is to be recorded of version {recorded.Info.Version} takes {message.Length} bytes, and a message of the history {MostBytes}.");
        _log!.Append(message, (ushort)recorded.Kind);
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error))
        {
            _logger.LogWarning(error, "The history of {Store} could not be written; it is caught up later.", _manifests.Paths.Root);
            _log?.Dispose();
            _log = null;
            _tagRuns.Reset();
        }
    }
}
