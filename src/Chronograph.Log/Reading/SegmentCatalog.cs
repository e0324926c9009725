using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>The segments of a log at one moment: those that hold messages, oldest first.</summary>
/// <remarks>
/// A segment belongs to the log only when the one before it is sealed, or ends within a batch that is published: behind
/// any other unsealed one lie segments that were prepared ahead, or that an unfinished batch has begun to fill. Sealed ones
/// form a prefix, so finding that place takes a binary search, and so does finding a message or a time.
/// </remarks>
internal sealed class SegmentCatalog
{
    private const int Attempts = 20;

    private readonly LogDirectory _directory;
    private readonly List<SegmentId> _ids;
    private readonly Dictionary<SegmentId, SegmentHeader> _headers = [];

    private SegmentCatalog(LogDirectory directory, List<SegmentId> ids)
    {
        _directory = directory;
        _ids = ids;
        Beginning = new LogPosition(ids.Count > 0 ? ids[0] : SegmentId.First, SegmentHeader.Size, 1);
    }

    /// <summary>How many segments hold messages, or are about to.</summary>
    public int Count => _ids.Count;

    public SegmentId this[int index] => _ids[index];

    /// <summary>Does something with the segments as they are now, and again when one was removed meanwhile.</summary>
    /// <exception cref="DamagedFileException">A segment that the log has is still not to be had when looked at again.</exception>
    public static T Use<T>(LogDirectory directory, Func<SegmentCatalog, T> use) => Try(directory, catalog =>
    {
        catalog.DropUnreachable();
        return use(catalog);
    });

    /// <summary>The first message, or the place where it will be. Looks at one segment only.</summary>
    public static LogPosition First(LogDirectory directory) => Try(directory, catalog =>
        catalog.Count > 0 && catalog.TryGetHeader(catalog[0]) is { } header ? LogPosition.StartOf(header) : catalog.Beginning);

    /// <summary>Where a log without messages will begin.</summary>
    public LogPosition Beginning { get; }

    /// <summary>The header of a segment as last read.</summary>
    /// <exception cref="SegmentGoneException">The segment was removed meanwhile.</exception>
    public SegmentHeader HeaderOf(int index) =>
        TryGetHeader(_ids[index]) ?? throw Gone(_ids[index]);

    /// <summary>Maps a segment.</summary>
    /// <exception cref="SegmentGoneException">The segment was removed meanwhile.</exception>
    public SegmentView Open(int index) => SegmentOpener.TryOpen(_directory, _ids[index]) ?? throw Gone(_ids[index]);

    /// <summary>The last segment for which a condition holds that holds for a prefix of them; -1 when for none.</summary>
    public int LastWhere(Func<SegmentHeader, bool> condition)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (condition(HeaderOf(middle)))
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private void DropUnreachable()
    {
        var last = _directory.Tail.LastSegment;
        _ids.RemoveAll(id => id > last); // seals that reached the disk before what they seal
        var (low, high) = (0, _ids.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (IsLeft(_ids[middle]))
                low = middle + 1;
            else
                high = middle;
        }

        var keep = low < _ids.Count && TryGetHeader(_ids[low]) is not null ? low + 1 : low;
        while (keep > low && keep < _ids.Count && BatchGoesOn(keep - 1))
            keep++;
        _ids.RemoveRange(keep, _ids.Count - keep);
    }

    private bool IsLeft(SegmentId id) => TryGetHeader(id) is { } header && (header.Sealed || _directory.Tail.IsLeft(id));

    // Whether an unsealed segment ends within a batch that is published. The walk to its end is rare: a batch is being
    // committed or written right now, or its writer died.
    private bool BatchGoesOn(int index)
    {
        if (SegmentOpener.TryOpenDamaged(_directory, _ids[index + 1], out _) is not { } next)
            return false;
        using (next)
        {
            using var view = SegmentOpener.TryOpenDamaged(_directory, _ids[index], out _);
            if (view is null)
                return false;
            var walker = new RecordWalker(view, SegmentHeader.Size, view.Header.FirstSequence);
            while (walker.Step(checkPayload: false) == RecordStep.Message)
            {
            }

            return walker.EndsInBatch && walker.NextSequence == next.Header.FirstSequence;
        }
    }

    private SegmentHeader? TryGetHeader(SegmentId id)
    {
        if (_headers.TryGetValue(id, out var known))
            return known;
        var header = SegmentOpener.TryReadHeader(_directory, id);
        if (header is { } found)
            _headers[id] = found;
        else if (!_directory.Files.FileExists(_directory.SegmentPath(id)))
            throw Gone(id);
        return header;
    }

    private SegmentGoneException Gone(SegmentId id) => new(_directory.SegmentPath(id));

    private static T Try<T>(LogDirectory directory, Func<SegmentCatalog, T> use)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return use(new SegmentCatalog(directory, directory.ListSegments()));
            }
            catch (SegmentGoneException gone)
            {
                if (attempt == Attempts)
                    throw gone.ToDamage();
                Thread.Yield();
            }
        }
    }
}
