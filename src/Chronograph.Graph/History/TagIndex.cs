using System.Runtime.InteropServices;
using Chronograph.Log;

namespace Chronograph.Graph;

/// <summary>Which versions have, or once had, a tag: gathered from the history as far as it has grown.</summary>
/// <remarks>
/// Sixteen bytes a tag, filled on the first question and followed up on each later one. An answer is only a candidate:
/// the manifest decides. Any thread may ask.
/// </remarks>
internal sealed class TagIndex(StorePaths paths) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(long Hash, long Version)> _tags = [];

    // Guarded by _gate.
    private MessageLog? _log;
    private LogReader? _reader;

    /// <summary>Versions that may have the tag, newest first, and up to which version the history tells.</summary>
    public (IReadOnlyList<long> Candidates, GraphVersion Covered) Find(string key, string value)
    {
        lock (_gate)
        {
            var covered = Follow();
            var hash = Hash(key, value);
            var found = new SortedSet<long>();
            foreach (var tag in CollectionsMarshal.AsSpan(_tags))
            {
                if (tag.Hash == hash)
                    found.Add(tag.Version);
            }

            return ([.. found.Reverse()], covered);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            Close();
    }

    private GraphVersion _covered;

    private GraphVersion Follow()
    {
        try
        {
            Open();
            while (_reader is not null && _reader.TryRead(out var message))
                Add(HistoryRecord.Read(message.Payload));
        }
        catch (IOException)
        {
            // The history is a hint. Without it every manifest is asked, which is slower but no less right.
            Close();
            _tags.Clear();
            _covered = GraphVersion.None;
        }

        return _covered;
    }

    private void Open()
    {
        if (_reader is not null || !MessageLog.Exists(paths.History))
            return;
        _log = MessageLog.OpenReadOnly(paths.History);
        _reader = _log.CreateReader(LogStart.First);
    }

    private void Close()
    {
        _reader?.Dispose();
        _log?.Dispose();
        _reader = null;
        _log = null;
    }

    private void Add(HistoryRecord? record)
    {
        if (record is null)
            return;
        foreach (var (key, value) in record.Tags)
            _tags.Add((Hash(key, value), record.Version.Number));
        if (record.Version.Number == _covered.Number + 1)
            _covered = record.Version;
    }

    private static long Hash(string key, string value) =>
        ((long)key.GetHashCode(StringComparison.Ordinal) << 32) ^ (uint)value.GetHashCode(StringComparison.Ordinal);
}
