namespace Chronograph.Cli.Tests;

public sealed class Progress_without_a_terminal
{
    private readonly ManualClock _clock = new();
    private readonly StringWriter _lines = new();

    [Fact]
    public void Says_nothing_about_work_that_is_soon_over()
    {
        Run(steps: 100, secondsEach: 0.01);
        Assert.Empty(_lines.ToString());
    }

    [Fact]
    public void Is_a_line_every_few_seconds_with_rate_and_time_left()
    {
        Run(steps: 12, secondsEach: 1);
        string[] expected =
        [
            "[5.0 s] analysing: 5 of 12 files, 1.0/s, 7.0 s left",
            "[10 s] analysing: 10 of 12 files, 1.0/s, 2.0 s left",
        ];
        Assert.Equal(expected, _lines.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private void Run(int steps, double secondsEach)
    {
        var lines = new ProgressLines(_lines, _clock);
        lines.Run(progress =>
        {
            for (var step = 0; step < steps; step++)
            {
                progress.Report(new ProgressStep("analysing", step, steps, "files"));
                _clock.Advance(secondsEach);
            }
            return true;
        });
    }
}
