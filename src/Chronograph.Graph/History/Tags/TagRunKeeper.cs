using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Keeps the runs of a history up with it: whenever enough messages have come, their tags become a run, merged with those that are no longer.</summary>
/// <remarks>
/// So each run is longer than all newer ones together, and an entry is written once for each doubling of the history. For
/// the one writer of the store.
/// </remarks>
/// <param name="step">How many messages at the end of the history are left to be read by who asks for a tag.</param>
/// <param name="durable">Whether runs are flushed before they get their names.</param>
internal sealed class TagRunKeeper(FileSystem files, string directory, int step, bool durable) : IDisposable
{
    private TagRuns? _runs;

    /// <summary>Makes a run when it is time. Reads each message of the history once in its life.</summary>
    public void Follow(MessageLog history)
    {
        if (history.NextSequence - 1 < step)
            return;
        _runs ??= Open(history);
        while (history.NextSequence - 1 - _runs.Last >= step)
        {
            if (!TryExtend(history, _runs))
                return;
        }
    }

    /// <summary>Begins anew with whatever history comes next.</summary>
    public void Reset()
    {
        _runs?.Dispose();
        _runs = null;
    }

    public void Dispose() => Reset();

    private TagRuns Open(MessageLog history)
    {
        files.CreateDirectory(directory);
        var runs = TagRuns.Open(files, directory, history);
        DeleteAllBut(runs);
        return runs;
    }

    /// <returns>False when the history cannot be read to its end, so that there is nothing to do for now.</returns>
    private bool TryExtend(MessageLog history, TagRuns runs)
    {
        if (TagMessages.Read(history, runs.Last + 1, runs.NewestVersion) is not { } messages)
            return false;
        var kept = KeptBeside(messages.Count, runs.Runs);
        var merged = runs.Runs.Skip(kept).ToList();
        var header = new TagRunHeader(
            merged.Count == 0 ? runs.Last + 1 : merged[0].Header.First,
            runs.Last + messages.Count,
            merged.Count == 0 ? runs.StampOfLast : merged[0].Header.StampBefore,
            messages.StampOfLast,
            messages.NewestVersion,
            Entries: 0);
        try
        {
            TagRunWriter.Write(files, directory, header, Merge([.. merged.Select(run => run.ReadAll()), messages.Entries]), durable);
        }
        catch (DamagedFileException)
        {
            runs.RemoveFrom(kept); // their tags are read from the history again
            DeleteAllBut(runs);
            return true;
        }

        runs.RemoveFrom(kept);
        runs.Add(TagRun.Open(files, directory, new TagRunName(header.First, header.Last)));
        foreach (var run in merged)
            files.Delete(Path.Combine(directory, run.Name.FileName));
        return true;
    }

    private static int KeptBeside(long messages, IReadOnlyList<TagRun> runs)
    {
        var kept = runs.Count;
        for (; kept > 0 && runs[kept - 1].Name.Messages <= messages; kept--)
            messages += runs[kept - 1].Name.Messages;
        return kept;
    }

    private static IEnumerable<TagEntry> Merge(IReadOnlyList<IEnumerable<TagEntry>> sorted)
    {
        var heads = new PriorityQueue<IEnumerator<TagEntry>, TagEntry>();
        foreach (var entries in sorted)
            Advance(entries.GetEnumerator());
        while (heads.TryDequeue(out var head, out var entry))
        {
            yield return entry;
            Advance(head);
        }

        void Advance(IEnumerator<TagEntry> head)
        {
            if (head.MoveNext())
                heads.Enqueue(head, head.Current);
        }
    }

    private void DeleteAllBut(TagRuns runs)
    {
        var kept = runs.Runs.Select(run => run.Name.FileName).ToHashSet(StringComparer.Ordinal);
        foreach (var name in files.ListFiles(directory))
        {
            if (!kept.Contains(name))
                files.Delete(Path.Combine(directory, name));
        }
    }
}
