using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The runs that together tell the tags of a history from its first message up to some message.</summary>
/// <remarks>
/// They are a hint: what is damaged, missing, or made of another history is left out, and then the history itself has to be
/// read from there on. There are no more than the logarithm of the messages.
/// </remarks>
internal sealed class TagRuns : IDisposable
{
    private const int Attempts = 3; // while a writer merges runs, those that were listed may be gone

    private readonly List<TagRun> _runs;

    private TagRuns(List<TagRun> runs) => _runs = runs;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<TagRun> Runs => _runs;

    /// <summary>The last message whose tags are here; 0 for none.</summary>
    public long Last => _runs.Count == 0 ? 0 : _runs[^1].Header.Last;

    /// <summary>The stamp of that message.</summary>
    public ulong StampOfLast => _runs.Count == 0 ? 0 : _runs[^1].Header.StampOfLast;

    /// <summary>The newest version whose commit is told of up to that message.</summary>
    public GraphVersion NewestVersion => _runs.Count == 0 ? GraphVersion.None : _runs[^1].Header.NewestVersion;

    /// <summary>Opens the runs that go with a history. Reads their headers, and one message for the newest.</summary>
    public static TagRuns Open(FileSystem files, string directory, MessageLog history)
    {
        for (var attempt = 1; ; attempt++)
        {
            var runs = new TagRuns([]);
            if (!files.DirectoryExists(directory))
                return runs;
            var complete = runs.TryAddAll(files, directory);
            while (runs.Last > 0 && HistoryStamp.Of(history, runs.Last) != runs.StampOfLast)
                runs.RemoveFrom(runs._runs.Count - 1);
            if (complete || attempt == Attempts)
                return runs;
            runs.Dispose();
        }
    }

    /// <summary>The newest version up to one that may have the tag; <see cref="GraphVersion.None"/> when there is none.</summary>
    /// <exception cref="DamagedFileException">A run is damaged.</exception>
    public GraphVersion NewestUpTo(GraphVersion version, ulong hash)
    {
        var newest = 0L;
        foreach (var run in _runs)
            newest = Math.Max(newest, run.NewestUpTo(hash, version.Number));
        return new GraphVersion(newest);
    }

    /// <summary>Adds a run that follows the last.</summary>
    public void Add(TagRun run) => _runs.Add(run);

    /// <summary>Closes and forgets the newest runs, from one on.</summary>
    public void RemoveFrom(int index)
    {
        for (var last = _runs.Count - 1; last >= index; last--)
        {
            _runs[last].Dispose();
            _runs.RemoveAt(last);
        }
    }

    public void Dispose() => RemoveFrom(0);

    /// <summary>Adds what follows each other, the widest first, since a run and those it was merged from may both be there.</summary>
    /// <returns>Whether nothing that was listed has gone meanwhile.</returns>
    private bool TryAddAll(FileSystem files, string directory)
    {
        var complete = true;
        var names = Names(files, directory).ToLookup(name => name.First);
        while (names[Last + 1].OrderByDescending(name => name.Last).Select(TryOpen).FirstOrDefault(run => run is not null) is { } next)
            _runs.Add(next);
        return complete;

        TagRun? TryOpen(TagRunName name)
        {
            try
            {
                var run = TagRun.Open(files, directory, name);
                if (run.Header.StampBefore == StampOfLast)
                    return run;
                run.Dispose();
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                complete = false;
            }
            catch (Exception error) when (error is DamagedFileException or UnsupportedFormatException)
            {
                // As if it were not there.
            }

            return null;
        }
    }

    private static IEnumerable<TagRunName> Names(FileSystem files, string directory) =>
        files.ListFiles(directory).Select(TagRunName.Parse).OfType<TagRunName>();
}
