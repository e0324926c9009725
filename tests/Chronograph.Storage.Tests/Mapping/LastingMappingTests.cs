using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Storage.Tests;

public sealed unsafe class LastingMappingTests : IDisposable
{
    private const int Length = 3 * 65536; // a length of no other test, so that nobody else takes the released range

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void A_released_range_reads_as_zeros_and_holds_the_file_no_longer()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var region = Map("a", 1);
        var bytes = new ReadOnlySpan<byte>(region.Pointer, Length);
        Assert.Equal(1, bytes[Length - 1]);

        region.Dispose();
        Assert.False(bytes.ContainsAnyExcept((byte)0));
        Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), line => line.EndsWith(_directory["a"], StringComparison.Ordinal));
    }

    [Fact]
    public void A_released_range_is_used_again_for_a_mapping_of_the_same_length()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var pointers = new HashSet<nint>();
        for (byte round = 1; round <= 10; round++)
        {
            using var region = Map($"again-{round}", round);
            Assert.Equal(round, region.Read(0, 1)[0]);
            pointers.Add((nint)region.Pointer);
        }

        Assert.InRange(pointers.Count, 1, 2); // another test of this class may hold one meanwhile
    }

    [Fact]
    public void A_mapping_that_let_go_reads_as_zeros_until_it_is_disposed()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var region = Map("b", 1);
        region.LetGo();
        Assert.False(region.Read(0, Length).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void A_length_that_is_no_whole_page_is_mapped_in_the_plain_way()
    {
        using var file = Create("c", 1);
        using var region = file.Map(MapAccess.ReadOnlyLasting, Length - 100);
        Assert.Equal(1, region.Read(0, 1)[0]);
    }

    [Fact]
    public void Bytes_flushed_by_range_are_in_the_file_and_a_range_outside_is_refused()
    {
        using var file = Create("d", 0);
        using var region = file.Map(MapAccess.ReadWrite, Length);
        region.Populate(file.Path);
        region.Write(5000, 1)[0] = 7;
        file.Flush(region, 5000, 1);
        Span<byte> read = stackalloc byte[1];
        file.ReadExactly(read, 5000);
        Assert.Equal(7, read[0]);
        if (OperatingSystem.IsLinux())
            Assert.Throws<ArgumentOutOfRangeException>(() => file.Flush(region, 0, Length + 1));
    }

    public void Dispose() => _directory.Dispose();

    private MappedRegion Map(string name, byte value)
    {
        using var file = Create(name, value);
        return file.Map(MapAccess.ReadOnlyLasting, Length);
    }

    private StorageFile Create(string name, byte value)
    {
        var file = FileSystem.Disk.Open(_directory[name], FileIntent.CreateNew);
        var bytes = new byte[Length];
        bytes.AsSpan().Fill(value);
        file.Write(bytes, 0);
        return file;
    }
}
