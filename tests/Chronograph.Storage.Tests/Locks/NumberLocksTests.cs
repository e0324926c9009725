using Chronograph.Testing;

namespace Chronograph.Storage.Tests;

public sealed class NumberLocksTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private readonly MemoryFileSystem _memory = new();

    public NumberLocksTests()
    {
        File.WriteAllBytes(Path, []);
        _memory.CreateDirectory(_directory.Path);
        _memory.Open(Path, FileIntent.CreateNew).Dispose();
    }

    public enum Way
    {
        Ranges,
        OneFileEach,
        Memory,
    }

    public static TheoryData<Way> Ways => [.. Enum.GetValues<Way>()];

    private string Path => _directory["locks"];

    public void Dispose()
    {
        _memory.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Shared_locks_go_together_and_an_exclusive_one_stands_alone(Way way)
    {
        using var first = Open(way, LockKind.Shared);
        using var second = Open(way, LockKind.Shared);
        using var collector = Open(way, LockKind.Exclusive);
        Assert.True(first.TryLock(5, 1, LockKind.Shared));
        Assert.True(second.TryLock(5, 1, LockKind.Shared));
        Assert.False(collector.TryLock(5, 1, LockKind.Exclusive));
        first.Dispose();
        Assert.False(collector.TryLock(5, 1, LockKind.Exclusive));
        second.Dispose();
        Assert.True(collector.TryLock(5, 1, LockKind.Exclusive));
        using var third = Open(way, LockKind.Shared);
        Assert.False(third.TryLock(5, 1, LockKind.Shared));
        Assert.True(third.TryLock(6, 1, LockKind.Shared));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_range_is_locked_whole_or_not_at_all(Way way)
    {
        using var reader = Open(way, LockKind.Shared);
        using var collector = Open(way, LockKind.Exclusive);
        Assert.True(reader.TryLock(7, 1, LockKind.Shared));
        Assert.False(collector.TryLock(5, 4, LockKind.Exclusive));
        using var other = Open(way, LockKind.Shared);
        Assert.True(other.TryLock(5, 2, LockKind.Shared));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_an_owner_locks_again_is_locked_in_the_new_kind_and_the_rest_of_its_range_as_before(Way way)
    {
        using var owner = Open(way, LockKind.Exclusive);
        using var other = Open(way, LockKind.Shared);
        Assert.True(owner.TryLock(5, 5, LockKind.Exclusive));
        Assert.True(owner.TryLock(7, 1, LockKind.Shared));
        Assert.Equal([false, true, false], new long[] { 6, 7, 8 }.Select(number => other.TryLock(number, 1, LockKind.Shared)));
    }

    [Fact]
    public void A_file_that_is_missing_is_not_made()
    {
        Assert.Throws<FileNotFoundException>(() => FileSystem.Disk.OpenLocks(_directory["missing"], LockKind.Shared));
        Assert.Throws<FileNotFoundException>(() => FilePerNumberLocks.Open(_directory["missing"]));
        Assert.Empty(Directory.GetFiles(_directory.Path, "missing*"));
    }

    private NumberLocks Open(Way way, LockKind kind) => way switch
    {
        Way.OneFileEach => FilePerNumberLocks.Open(Path),
        Way.Memory => _memory.OpenLocks(Path, kind),
        _ => FileSystem.Disk.OpenLocks(Path, kind),
    };
}
