namespace Chronograph.Selftest.Tests;

public class ReaderReportTests
{
    [Fact]
    public void A_line_that_a_kill_cut_short_is_no_report()
    {
        var report = new ReaderReport(ReaderReportKind.Saving, 0x1234_5678);
        var line = report.ToString();
        Assert.Equal(report, ReaderReport.TryParse(line));
        for (var length = 0; length < line.Length; length++)
            Assert.Null(ReaderReport.TryParse(line[..length]));
    }
}
