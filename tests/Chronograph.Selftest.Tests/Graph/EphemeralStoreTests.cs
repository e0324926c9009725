using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

public class EphemeralStoreTests
{
    [Fact]
    public void A_process_with_a_store_in_memory_makes_no_file_and_writes_nothing_to_a_disk()
    {
        using var directory = new TemporaryDirectory();
        Randomness.Create(out var seed);
        using var worker = EphemeralJob.Start(directory.Path, operations: 40, seed);
        Assert.Contains(worker.Output.ReadToEnd().Trim(), (string[])["0", EphemeralJob.NotCounted]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path, "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFileSystemEntries("/", "ephemeral*"));
    }
}
