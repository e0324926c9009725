using System.Globalization;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>
/// A random schedule of one writer and several readers, each a process: commits, compactions, collections, purges, tags,
/// snapshots that are held, processes that are killed, and processes that stand still for longer than anything else takes.
/// No file may go that a reader that lives, a tag or a retained version can reach.
/// </summary>
internal sealed class CollectionSchedule : IDisposable
{
    private const int Readers = 3;
    private const int SlotsEach = 4;
    private const int LongestStall = 2000;

    private readonly string _directory;
    private readonly Random _random;
    private readonly ScheduleModel _model = new();
    private readonly ReaderProcess[] _readers;
    private readonly Dictionary<string, long> _done = [];
    private WorkerProcess _writer;
    private int _number;

    public CollectionSchedule(string directory, int seed)
    {
        _directory = directory;
        _random = new Random(seed);
        _writer = StartWriter(out _);
        Commit();
        _readers = [.. Enumerable.Range(0, Readers).Select(_ => new ReaderProcess(directory, _model))];
    }

    /// <summary>How often each kind of step was done.</summary>
    public IReadOnlyDictionary<string, long> Done => _done;

    /// <summary>Does so many random steps, then verifies the store.</summary>
    /// <exception cref="InvalidOperationException">A promise was broken; the message says which.</exception>
    public void Run(int steps, CancellationToken stop = default)
    {
        for (var step = 0; step < steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var reader in _readers)
                reader.WakeAt(step);
            var kind = _random.Next(1000);
            var reader1 = _readers[_random.Next(Readers)];
            if (kind < 550)
                UseReader(reader1, step);
            else
                UseWriter(kind, reader1);
        }

        foreach (var reader in _readers)
            reader.CheckAll();
        var verification = GraphStore.Verify(_directory, progress: null, stop);
        Require(verification.Ok, $"verify found {string.Join("; ", verification.Damage)}");
    }

    public void Dispose()
    {
        foreach (var reader in _readers)
            reader.Dispose();
        _writer.Dispose();
    }

    private void UseReader(ReaderProcess reader, int step)
    {
        if (reader.IsStopped)
            return;
        var slot = _random.Next(SlotsEach);
        switch (_random.Next(100))
        {
            case 0:
                Count("reader killed");
                reader.Restart();
                break;
            case 1:
                Count("reader stopped");
                reader.Stop(until: step + _random.Next(LongestStall));
                break;
            case < 50 when reader.Holds(slot):
                Count("snapshot read");
                reader.Check(slot);
                break;
            case var chance when reader.Holds(slot):
                Count("snapshot closed");
                reader.Close(slot);
                break;
            case var chance:
                Count("snapshot opened");
                reader.Open(slot, chance % 4 == 0 ? null : SomeVersion());
                break;
        }
    }

    private void UseWriter(int kind, ReaderProcess reader)
    {
        switch (kind)
        {
            case < 800:
                Commit();
                break;
            case < 820:
                Rollback();
                break;
            case < 835:
                Count("compaction");
                var latest = Ask("compact");
                if (latest != _model.Latest.ToString(CultureInfo.InvariantCulture))
                    _model.Repeat(_model.Latest);
                break;
            case < 845:
                Tag();
                break;
            case < 915:
                Collect(_random.Next(12));
                break;
            case < 980:
                Count("purge");
                Ask("purge");
                break;
            case < 995:
                Count("restoration");
                Ask("restore"); // some may come back: they may be there or not
                break;
            default:
                KillWriter();
                break;
        }
    }

    private int SomeVersion() => Math.Max(1, _model.Latest - (int)(_random.NextDouble() * _random.NextDouble() * 60));

    private void Commit()
    {
        Count("commit");
        var (slot, number) = (_random.Next(SlotGraph.Slots), ++_number);
        _model.Commit(slot, number);
        Ask($"commit {slot} {number}", _model.Latest);
    }

    private void Rollback()
    {
        var version = SomeVersion();
        if (_model.MayBeGone.Contains(version))
            return;
        Count("rollback");
        _model.Repeat(version);
        Ask($"rollback {version}", _model.Latest);
    }

    private void Tag()
    {
        var version = SomeVersion();
        if (_model.MayBeGone.Contains(version))
            return;
        Count("tag");
        Ask($"tag {version}", _model.Latest);
        _model.Tagged.Add(version);
    }

    private void Collect(int retain)
    {
        Count("collection");
        foreach (var version in Ask($"collect {retain}").Split(' ').Select(VersionOf).Where(version => version > 0))
        {
            Require(
                _model.MayGo(version, _model.MayBeGone.Contains(version) ? 0 : retain),
                $"version {version} was collected with {retain} kept before {_model.Latest}, {_model.Open.GetValueOrDefault(version)} times open, tagged: {_model.Tagged.Contains(version)}");
        }

        _model.Collect(retain);
    }

    /// <summary>Kills the writer while it does something, and finds out from the next whether it came about.</summary>
    private void KillWriter()
    {
        Count("writer killed");
        var retain = _random.Next(12);
        var number = ++_number;
        var order = _random.Next(4) switch
        {
            0 => $"commit 0 {number}",
            1 => "purge",
            2 => "restore",
            _ => $"collect {retain}",
        };
        _writer.Tell(order);
        Thread.Sleep(TimeSpan.FromMicroseconds(_random.Next(4000)));
        _writer.Kill();
        _writer.Dispose();
        if (order.StartsWith("collect", StringComparison.Ordinal))
            _model.Collect(retain);
        _writer = StartWriter(out var latest);
        if (latest == _model.Latest + 1 && order.StartsWith("commit", StringComparison.Ordinal))
            _model.Commit(0, number);
        Require(latest == _model.Latest, $"after a kill the latest version is {latest} where {_model.Latest} was committed");
    }

    private WorkerProcess StartWriter(out int latest)
    {
        var writer = WorkerProcess.Start(ScheduledWriter.Name, _directory);
        var line = writer.Output.ReadLine();
        Require(int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out latest), $"the writer said '{line}'");
        return writer;
    }

    private void Ask(string order, int expected)
    {
        var answer = Ask(order);
        Require(answer == expected.ToString(CultureInfo.InvariantCulture), $"'{order}' gave '{answer}' where {expected} was expected");
    }

    private string Ask(string order)
    {
        _writer.Tell(order);
        return _writer.Output.ReadLine() ?? throw new InvalidOperationException($"The writer ended at '{order}'.");
    }

    private void Count(string kind) => _done[kind] = _done.GetValueOrDefault(kind) + 1;

    private static int VersionOf(string file) =>
        file.StartsWith("manifests/", StringComparison.Ordinal) ? int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture) : 0;

    private static void Require(bool kept, string promise)
    {
        if (!kept)
            throw new InvalidOperationException(promise);
    }
}
