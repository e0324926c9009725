using System.Globalization;

namespace Chronograph.Selftest;

/// <summary>Lets one reader live, kills it at random, starts it again, and checks that each life begins where the last one saved.</summary>
/// <remarks>
/// Within a life the reader itself checks order, completeness and bytes. Lives that each begin at the place saved last
/// therefore make one sequence, without gap or repetition, of all that was saved.
/// </remarks>
internal sealed class ReaderLives(LogSoakOptions options, string name, ReaderKind kind, Violations violations) : IDisposable
{
    private readonly CancellationTokenSource _noMoreKills = new();
    private readonly CancellationTokenSource _givenUp = new();
    private long _saved = 1; // as the reader last said; written by the thread of Run
    private long _saving = 1;
    private bool _ended;
    private long _kills;
    private long _saves;

    /// <summary>The message that the reader reads next after a kill. From any thread.</summary>
    public long NextSequence => Volatile.Read(ref _saved);

    /// <summary>What was done; to be asked when <see cref="Run"/> has returned.</summary>
    public SoakReaderResult Result => new(name, NextSequence - 1, _kills, _saves);

    /// <summary>Runs lives until one of them has read the last message, or something was not as promised.</summary>
    public void Run()
    {
        var random = new Random(options.Seed + name.Sum(character => character));
        while (!_ended && !violations.Any && !_givenUp.IsCancellationRequested)
            Live(options.LongestLife * random.NextDouble());
    }

    /// <summary>Lets the reader live until it has read the last message. From any thread.</summary>
    public void StopKilling() => _noMoreKills.Cancel();

    /// <summary>Ends the reader. From any thread.</summary>
    public void Dispose() => _givenUp.Cancel();

    private void Live(TimeSpan length)
    {
        using var worker = WorkerProcess.Start(
            SoakReader.Job, options.Directory, name, options.Seed.ToString(CultureInfo.InvariantCulture), kind.ToString());
        using var leaving = _givenUp.Token.Register(worker.Leave);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_noMoreKills.Token);
        var killing = KillAfter(worker, length, ended.Token);
        while (worker.Output.ReadLine() is { } line)
            Hear(line);
        ended.Cancel();
        if (killing.Result)
            _kills++;
        else if (!_ended)
            violations.Add($"{name} ended by itself before the last message");
    }

    private static async Task<bool> KillAfter(WorkerProcess worker, TimeSpan life, CancellationToken stop)
    {
        try
        {
            await Task.Delay(life, stop).ConfigureAwait(false);
            worker.Kill();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false; // it ended first
        }
    }

    private void Hear(string line)
    {
        if (line.StartsWith(SoakReader.Violation, StringComparison.Ordinal))
            violations.Add($"{name}: {line}");
        else if (ReaderReport.TryParse(line) is { } report)
            Check(report);
    }

    private void Check(ReaderReport report)
    {
        switch (report.Kind)
        {
            case ReaderReportKind.Begun when report.Sequence != _saved && report.Sequence != _saving:
                violations.Add($"{name} saved {_saved}, was at saving {_saving}, and began at {report.Sequence}");
                break;
            case ReaderReportKind.Begun:
                Volatile.Write(ref _saved, report.Sequence);
                break;
            case ReaderReportKind.Saving:
                _saving = report.Sequence;
                break;
            case ReaderReportKind.Saved:
                Volatile.Write(ref _saved, report.Sequence);
                _saves++;
                break;
            case ReaderReportKind.Ended:
                _ended = true;
                break;
        }
    }
}
