using Chronograph.Testing;

namespace Chronograph.Storage.Tests;

public sealed class NumberLocksTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public NumberLocksTests() => File.WriteAllBytes(Path, []);

    public static TheoryData<bool> Ways => [false, true];

    private string Path => _directory["locks"];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public void Shared_locks_go_together_and_an_exclusive_one_stands_alone(bool onePerFile)
    {
        using var first = Open(onePerFile, LockKind.Shared);
        using var second = Open(onePerFile, LockKind.Shared);
        using var collector = Open(onePerFile, LockKind.Exclusive);
        Assert.True(first.TryLock(5, 1, LockKind.Shared));
        Assert.True(second.TryLock(5, 1, LockKind.Shared));
        Assert.False(collector.TryLock(5, 1, LockKind.Exclusive));
        first.Dispose();
        Assert.False(collector.TryLock(5, 1, LockKind.Exclusive));
        second.Dispose();
        Assert.True(collector.TryLock(5, 1, LockKind.Exclusive));
        using var third = Open(onePerFile, LockKind.Shared);
        Assert.False(third.TryLock(5, 1, LockKind.Shared));
        Assert.True(third.TryLock(6, 1, LockKind.Shared));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_range_is_locked_whole_or_not_at_all(bool onePerFile)
    {
        using var reader = Open(onePerFile, LockKind.Shared);
        using var collector = Open(onePerFile, LockKind.Exclusive);
        Assert.True(reader.TryLock(7, 1, LockKind.Shared));
        Assert.False(collector.TryLock(5, 4, LockKind.Exclusive));
        using var other = Open(onePerFile, LockKind.Shared);
        Assert.True(other.TryLock(5, 2, LockKind.Shared));
    }

    [Fact]
    public void A_file_that_is_missing_is_not_made()
    {
        Assert.Throws<FileNotFoundException>(() => FileSystem.Disk.OpenLocks(_directory["missing"], LockKind.Shared));
        Assert.Throws<FileNotFoundException>(() => FilePerNumberLocks.Open(_directory["missing"]));
        Assert.Empty(Directory.GetFiles(_directory.Path, "missing*"));
    }

    private NumberLocks Open(bool onePerFile, LockKind kind) =>
        onePerFile ? FilePerNumberLocks.Open(Path) : FileSystem.Disk.OpenLocks(Path, kind);
}
