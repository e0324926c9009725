using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

/// <summary>The kill harness finds what it looks for: a message that was reported and is not there, and one that nobody sent.</summary>
public sealed class KilledLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly KillCounts _counts = new();
    private readonly KilledLog _log;
    private readonly WriterReport _report;

    public KilledLogTests()
    {
        _log = new KilledLog(_directory.Path, 0, _counts);
        _report = new WriterReport(WriterJob.ReportPath(_directory.Path, 0));
        _log.Expect();
        _report.Openings++;
    }

    public void Dispose()
    {
        _report.Dispose();
        _log.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_reported_message_that_is_not_there_is_counted_as_lost()
    {
        Append(1, 2);
        _report.Appended = _report.Beginning = 5;
        Assert.Contains("5 was reported", Assert.Throws<BrokenPromiseException>(_log.Check).Message, StringComparison.Ordinal);
        Assert.Equal(3, _counts.Lost);
    }

    [Fact]
    public void Half_a_batch_is_not_as_promised()
    {
        Append(1, 2);
        (_report.Appended, _report.Beginning) = (1, 3);
        Assert.Throws<BrokenPromiseException>(_log.Check);
    }

    [Fact]
    public void A_batch_that_was_under_way_may_be_there_or_not()
    {
        Append(1, 2);
        (_report.Appended, _report.Beginning) = (2, 5);
        _log.Check();
        _log.Expect();
        _report.Openings++;
        _report.Found = 2;
        Append(3, 4, 5);
        _log.Check();
        Assert.Equal(1, _counts.KeptWhole);
    }

    [Fact]
    public void A_message_that_nobody_sent_is_found()
    {
        Append(1, 7);
        _report.Appended = _report.Beginning = 2;
        Assert.True(Assert.Throws<BrokenPromiseException>(_log.Check).Message.Contains("message 2 has wrong bytes", StringComparison.Ordinal));
    }

    private void Append(params ReadOnlySpan<long> numbers)
    {
        using var log = MessageLog.Open(WriterJob.LogPath(_directory.Path, 0));
        var buffer = new byte[NumberedMessages.Largest];
        foreach (var number in numbers)
            log.Append(NumberedMessages.Fill(buffer, number), NumberedMessages.TypeOf(number));
    }
}
