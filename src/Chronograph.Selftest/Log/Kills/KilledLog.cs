using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>A log whose writers are killed, and what must be in it each time.</summary>
internal sealed class KilledLog : IDisposable
{
    // Besides what retention keeps there may be the head and the segment prepared ahead.
    private const int SegmentsBeyondLag = 2;

    private readonly string _path;
    private readonly WriterReport _report;
    private readonly FollowedLog _followed;
    private readonly KillCounts _counts;
    private long _openings;

    /// <summary>Creates the log, empty.</summary>
    public KilledLog(string directory, int number, KillCounts counts)
    {
        _path = WriterJob.LogPath(directory, number);
        _counts = counts;
        MessageLog.Open(_path, new MessageLogOptions { SegmentSize = MessageLogOptions.SegmentSizeUnit }).Dispose();
        _report = new WriterReport(WriterJob.ReportPath(directory, number));
        _followed = new FollowedLog(_path);
    }

    /// <summary>The last message when the log was last looked at.</summary>
    public long Last { get; private set; }

    /// <summary>Whether the writer has opened the log.</summary>
    public bool IsOpen => _report.Openings > _openings;

    /// <summary>Expects the next writer.</summary>
    public void Expect()
    {
        _openings = _report.Openings;
        _report.Work = WriterWork.Starting;
    }

    /// <summary>Compares what is there with what the writer had reported when it was killed.</summary>
    public void Check()
    {
        var before = Last;
        var (appended, beginning) = IsOpen ? (_report.Appended, _report.Beginning) : (before, before);
        _counts.WritersByWork[(int)_report.Work]++;
        BrokenPromiseException.Unless(!IsOpen || _report.Found >= before, $"the next writer finds {_report.Found} messages of {before}");
        Last = _followed.ReadToEnd();
        _counts.Lost += Math.Max(0, appended - Last);
        BrokenPromiseException.Unless(
            Last == appended || Last == beginning,
            $"the log ends with message {Last}; {appended} was reported as appended, and {beginning} was under way");
        _counts.KeptWhole += Last > appended ? 1 : 0;
        _counts.Appended += Last - before;
        BrokenPromiseException.Unless(_followed.Durable >= _report.Durable, $"the durable mark is {_followed.Durable}, and {_report.Durable} was reported");
        var first = _followed.First;
        BrokenPromiseException.Unless(first <= Math.Max(1, _report.LatestFirst), $"the log begins with message {first}, and {_report.LatestFirst} was kept");
    }

    /// <summary>Checks every byte, and that retention was not held up by anybody who is dead.</summary>
    public void Verify()
    {
        var verification = MessageLog.Verify(_path);
        BrokenPromiseException.Unless(verification.Ok, $"verify finds {string.Join("; ", verification.Damage)}");
        using (var log = MessageLog.Open(_path))
            BusyWriter.Retain(log, _report); // writers that die young seldom come to it
        var segments = Directory.GetFiles(_path, "*.q").Length;
        var most = (BusyWriter.Retention.MaxLag!.Value / MessageLogOptions.SegmentSizeUnit) + SegmentsBeyondLag;
        BrokenPromiseException.Unless(segments <= most, $"{segments} segments are there, and retention keeps {most}");
    }

    public void Dispose()
    {
        _followed.Dispose();
        _report.Dispose();
    }
}
