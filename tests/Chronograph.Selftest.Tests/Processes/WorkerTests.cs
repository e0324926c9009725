namespace Chronograph.Selftest.Tests;

/// <summary>This program starts itself again as a worker, talks to it, and ends it.</summary>
public class WorkerTests
{
    [Fact]
    public void A_worker_gets_arguments_and_orders_and_answers()
    {
        using var worker = WorkerProcess.Start(EchoJob.Name, "two words", "more");
        Assert.Equal("two words more", worker.Output.ReadLine());
        worker.Tell("an order");
        Assert.Equal("an order", worker.Output.ReadLine());
    }

    [Fact]
    public void A_killed_worker_is_gone_when_the_call_returns()
    {
        using var worker = WorkerProcess.Start(EchoJob.Name, "ready");
        Assert.Equal("ready", worker.Output.ReadLine());
        Assert.False(worker.HasEnded);
        worker.Kill();
        Assert.True(worker.HasEnded);
        Assert.NotEqual(0, worker.ExitCode);
    }

    [Fact]
    public void What_a_worker_said_can_be_read_once_it_is_disposed()
    {
        var worker = WorkerProcess.Start(EchoJob.Name, "ready");
        worker.Dispose();
        Assert.StartsWith(worker.Output.ReadToEnd().Trim(), "ready", StringComparison.Ordinal); // the worker may have said nothing yet
    }

    [Fact]
    public void A_worker_ends_when_nobody_can_give_it_orders_any_more()
    {
        using var worker = WorkerProcess.Start(EchoJob.Name, "ready");
        Assert.Equal("ready", worker.Output.ReadLine());
        worker.Leave();
        Assert.True(worker.WaitForEnd(TimeSpan.FromMinutes(1)));
        Assert.Equal(0, worker.ExitCode);
    }
}
