using System.Collections.Concurrent;
using Chronograph.Selftest;
using Chronograph.Testing;

namespace Chronograph.Storage.Tests;

public sealed class FlushGroupTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FlushWorkers _workers = new();

    public void Dispose()
    {
        _workers.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void All_flushes_are_under_way_at_once()
    {
        using var meeting = new Barrier(participantCount: 6);
        using var group = Group(new Doubled(_ => Assert.True(meeting.SignalAndWait(TimeSpan.FromMinutes(1)))), files: 5);
        group.Flush();
        Assert.Equal(1, meeting.CurrentPhaseNumber);
    }

    [Fact]
    public void More_flushes_than_threads_are_all_done()
    {
        var done = 0;
        using var group = Group(new Doubled(_ => Interlocked.Increment(ref done)), files: 40);
        group.Flush();
        group.Flush();
        Assert.Equal(41, done);
    }

    [Fact]
    public void One_that_fails_lets_the_others_end_and_is_thrown()
    {
        var done = 0;
        using var failing = new ManualResetEventSlim();
        var files = new Doubled(path =>
        {
            if (path == _directory["0"])
            {
                failing.Set();
                throw new IOException("refused");
            }

            failing.Wait();
            Thread.Sleep(20); // so that a caller that does not wait would be the first
            Interlocked.Increment(ref done);
        });
        using var group = Group(files, files: 8);
        Assert.Equal("refused", Assert.Throws<IOException>(() => group.Flush()).Message);
        Assert.Equal(8, done);
    }

    [Fact]
    public void Without_workers_nothing_is_flushed()
    {
        using var group = new FlushGroup(new Doubled(_ => throw new IOException("refused")), workers: null);
        group.Write(_directory["file"], "text"u8);
        group.Flush(meanwhile: () => Assert.Fail("There is nothing to wait for."));
        Assert.Equal("text", File.ReadAllText(_directory["file"]));
    }

    [Fact]
    public void The_caller_works_while_files_are_flushed()
    {
        using var worked = new ManualResetEventSlim();
        using var group = Group(new Doubled(_ => Assert.True(worked.Wait(TimeSpan.FromMinutes(1)))), files: 3);
        group.Flush(meanwhile: worked.Set);
        Assert.True(worked.IsSet);
    }

    [Fact]
    public void What_fails_meanwhile_does_not_keep_the_flushes_from_ending()
    {
        var done = 0;
        using (var group = Group(new Doubled(_ => Interlocked.Increment(ref done)), files: 3))
            Assert.Throws<InvalidOperationException>(() => group.Flush(meanwhile: () => throw new InvalidOperationException()));
        Assert.Equal(4, done);
    }

    [Fact]
    public void Announced_files_are_made_once_and_those_that_nobody_writes_are_deleted()
    {
        var flushed = new ConcurrentBag<string>();
        using var group = new FlushGroup(new Doubled(flushed.Add), _workers);
        group.Announce(_directory.Path, FileIntent.CreateNew, _directory["written"], _directory["unused"]);
        group.Write(_directory["written"], "text"u8);
        group.Flush();
        Assert.Equal([_directory["written"]], Directory.GetFiles(_directory.Path));
        Assert.Equal("text", File.ReadAllText(_directory["written"]));
        Assert.Equal([_directory.Path, _directory["written"]], flushed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_announced_file_that_could_not_be_made_fails_who_writes_it_and_nobody_else()
    {
        File.WriteAllText(_directory["there"], "other");
        using var group = new FlushGroup(new Doubled(_ => { }), _workers);
        group.Announce(_directory.Path, FileIntent.CreateNew, _directory["there"], _directory["new"]);
        Assert.Throws<IOException>(() => group.Write(_directory["there"], "text"u8));
        group.Write(_directory["new"], "text"u8);
        group.Flush();
        Assert.Equal("other", File.ReadAllText(_directory["there"]));
        Assert.Equal("text", File.ReadAllText(_directory["new"]));
    }

    private FlushGroup Group(Doubled doubled, int files)
    {
        var group = new FlushGroup(doubled, _workers);
        for (var file = 0; file < files; file++)
            group.Write(_directory[$"{file}"], "text"u8);
        return group;
    }

    private sealed class Doubled(Action<string> flushing) : ForwardingFileSystem
    {
        public override void Before(Operation operation, string path)
        {
            if (operation == Operation.Flush)
                flushing(path);
        }
    }
}
