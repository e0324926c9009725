using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>
/// Which versions have, or once had, a tag: gathered from the history, from its end backwards as far as needed, but no
/// further than to where the sorted runs begin to tell.
/// </summary>
/// <remarks>
/// What was read is kept, some sixty bytes a tag, so a series of questions reads each message once. A message about a
/// version stands behind that version's commit, and commits ascend by one: what was not read yet is about older versions
/// than the oldest commit that was. Without usable runs the whole history may have to be read. An answer is only a
/// candidate: the manifest decides. Any thread may ask.
/// </remarks>
internal sealed class TagIndex(ManifestStore manifests) : IDisposable
{
    /// <summary>How many messages are read to begin with.</summary>
    public const int FirstStep = 64;

    private readonly Lock _gate = new();

    // All guarded by _gate. Known are the tags of the versions from _oldest to _newest; none while _newest is None.
    private readonly SortedSet<TagEntry> _tags = [];
    private TagRuns? _runs;
    private MessageLog? _log;
    private LogReader? _reader;
    private GraphVersion _oldest;
    private GraphVersion _newest;
    private long _firstThere;
    private long _firstRead;
    private long _step;
    private bool _disposed;

    /// <summary>How many messages were read so far.</summary>
    public long MessagesRead { get; private set; }

    /// <summary>The versions up to one that may have the tag, newest first. Every one that the history does not tell of may.</summary>
    public IEnumerable<GraphVersion> Candidates(string key, string value, GraphVersion last, CurrentPointer head)
    {
        var told = Follow(head);
        var hash = TagEntry.HashOf(key, value);
        for (var version = last; version.Number > 0; version = new GraphVersion(version.Number - 1))
        {
            if (version.CompareTo(told) <= 0)
            {
                if (NewestUpTo(version, hash) is { } candidate)
                    version = candidate;
                else
                    told = GraphVersion.None;
            }

            if (version != GraphVersion.None)
                yield return version;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Close();
        }
    }

    /// <summary>Reads what the history has grown by, and says up to which version it tells; None when it cannot be used.</summary>
    private GraphVersion Follow(CurrentPointer head) => Guarded(() =>
    {
        if (_reader is null)
            Open(head);
        while (_reader is not null && _reader.TryRead(out var message))
            Append(message);
        return _newest;
    });

    /// <summary>The newest version up to one that may have the tag, None when there is none; null when the history cannot be used.</summary>
    private GraphVersion? NewestUpTo(GraphVersion version, ulong hash) => Guarded(GraphVersion? () =>
    {
        while (version.CompareTo(_newest) <= 0)
        {
            var found = new GraphVersion(_tags.GetViewBetween(new TagEntry(hash, 0), new TagEntry(hash, version.Number)).Max.Version);
            if (found.CompareTo(_oldest) >= 0 || _oldest.Number == 1)
                return found;
            if (_runs!.Last == 0 || _runs.Last < _firstRead - 1)
                ReadBack();
            else if (InRuns(version, hash) is { } older)
                return older.CompareTo(found) > 0 ? older : found;
        }

        return null;
    });

    /// <summary>What the runs say; null when one of them is damaged, and they are not asked again.</summary>
    private GraphVersion? InRuns(GraphVersion version, ulong hash)
    {
        try
        {
            return _runs!.NewestUpTo(version, hash);
        }
        catch (DamagedFileException)
        {
            _runs!.RemoveFrom(0);
            return null;
        }
    }

    /// <summary>The history is a hint: without it every manifest is asked, which is slower but no less right.</summary>
    private T? Guarded<T>(Func<T> read)
    {
        lock (_gate)
        {
            try
            {
                return read();
            }
            catch (Exception error) when (IOErrors.IsOfFiles(error) || error is SequenceOutOfRangeException or VersionCollectedException)
            {
                Close();
                return default;
            }
        }
    }

    private void Open(CurrentPointer head)
    {
        if (_disposed || !MessageLog.Exists(manifests.Paths.History, manifests.Files))
            return;
        _log = MessageLog.OpenReadOnly(manifests.Paths.History, manifests.Files);
        _reader = _log.CreateReader(LogStart.End);
        _firstRead = _reader.NextSequence;
        _firstThere = _log.FirstSequence;
        _step = FirstStep;
        _runs = TagRuns.Open(manifests.Files, manifests.Paths.TagRuns, _log);
        string? newestHash = null;
        while (_newest == GraphVersion.None && _firstRead > _firstThere)
            newestHash = ReadBack();
        if (newestHash is not null && newestHash != HashOf(_newest, head))
            throw Unusable($"it tells of another version {_newest}");
    }

    private void Close()
    {
        _runs?.Dispose();
        _reader?.Dispose();
        _log?.Dispose();
        _runs = null;
        _reader = null;
        _log = null;
        _tags.Clear();
        _oldest = _newest = GraphVersion.None;
    }

    private void Append(in Message message)
    {
        var record = Read(message);
        if (!IsCommit(message))
            return;
        if (record.Parent != _newest)
            throw Unusable($"version {record.Version} follows {_newest}");
        _newest = record.Version;
        if (_oldest == GraphVersion.None)
            _oldest = First(record);
    }

    /// <summary>Reads the messages before those that were read: four times as many each time, so that few readers are needed: to place one costs as much as a hundred messages.</summary>
    /// <returns>The manifest's hash of the newest version among them, null when they hold no commit.</returns>
    private string? ReadBack()
    {
        var begin = Math.Max(_firstThere, _firstRead - _step);
        if (_newest != GraphVersion.None && _runs!.Last < _firstRead)
            begin = Math.Max(begin, _runs.Last + 1);
        if (begin == _firstRead)
            throw Unusable($"it begins with version {_oldest}");
        var (first, last) = (GraphVersion.None, GraphVersion.None);
        string? lastHash = null;
        using var reader = _log!.CreateReader(LogStart.At(begin));
        for (var sequence = begin; sequence < _firstRead; sequence++)
        {
            if (!reader.TryRead(out var message))
                throw Unusable($"message {sequence} is missing");
            var record = Read(message);
            if (!IsCommit(message))
                continue;
            if (last != GraphVersion.None && record.Parent != last)
                throw Unusable($"version {record.Version} follows {last}");
            (last, lastHash) = (record.Version, record.Sha256);
            first = first == GraphVersion.None ? First(record) : first;
        }

        Prepend(first, last);
        _firstRead = begin;
        _step *= 4;
        return lastHash;
    }

    private void Prepend(GraphVersion first, GraphVersion last)
    {
        if (first == GraphVersion.None)
            return;
        if (_oldest == GraphVersion.None)
            _newest = last;
        else if (last.Number != _oldest.Number - 1)
            throw Unusable($"version {_oldest} follows {last}");
        _oldest = first;
    }

    private HistoryRecord Read(in Message message)
    {
        MessagesRead++;
        var record = HistoryRecord.Read(message.Payload) ?? throw Unusable($"message {message.Sequence} is not an event");
        foreach (var (key, value) in record.Tags)
            _tags.Add(TagEntry.Of(key, value, record.Version));
        return record;
    }

    private string HashOf(GraphVersion version, CurrentPointer head) =>
        version == head.Version ? head.ManifestSha256 : manifests.Read(version).Sha256;

    private DamagedFileException Unusable(string reason) => new(manifests.Paths.History, 0, reason);

    private static GraphVersion First(HistoryRecord record) => new(record.Parent.Number + 1);

    private static bool IsCommit(in Message message) => ((HistoryEventKind)message.Type).MakesVersion();
}
