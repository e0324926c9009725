using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Storage.Tests;

public class MappedRegionTests
{
    [Fact]
    public void Stores_through_a_mapping_reach_the_file_and_other_mappings()
    {
        using var directory = new TemporaryDirectory();
        using var file = FileSystem.Disk.Open(directory["a"], FileIntent.CreateNew);
        file.Write(new byte[8192], 0);
        using var writable = file.Map(MapAccess.ReadWrite, 8192);
        using var readable = file.Map(MapAccess.ReadOnly, 8192);
        writable.Write(5000, 3).Fill(7);

        var read = new byte[3];
        file.ReadExactly(read, 5000);
        Assert.Equal([7, 7, 7], read);
        Assert.Equal([7, 7, 7], readable.Read(5000, 3).ToArray());
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(4096, 1)]
    [InlineData(4000, 97)]
    [InlineData(long.MaxValue, 1)]
    public void A_view_outside_the_region_is_refused(long offset, int length)
    {
        using var directory = new TemporaryDirectory();
        using var file = FileSystem.Disk.Open(directory["a"], FileIntent.CreateNew);
        file.Write(new byte[4096], 0);
        using var region = file.Map(MapAccess.ReadOnly, 4096);
        Assert.Throws<ArgumentOutOfRangeException>(() => { region.Read(offset, length); });
    }

    [Fact]
    public void A_disposed_region_hands_out_nothing()
    {
        using var directory = new TemporaryDirectory();
        using var file = FileSystem.Disk.Open(directory["a"], FileIntent.CreateNew);
        file.Write(new byte[4096], 0);
        var region = file.Map(MapAccess.ReadWrite, 4096);
        region.Dispose();
        region.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { region.Read(0, 1); });
    }

    [Fact]
    public void Mapping_more_than_the_file_holds_is_damage_not_a_crash()
    {
        using var directory = new TemporaryDirectory();
        using var file = FileSystem.Disk.Open(directory["a"], FileIntent.CreateNew);
        file.Write(new byte[100], 0);
        var error = Assert.Throws<DamagedFileException>(() => file.Map(MapAccess.ReadOnly, 4096));
        Assert.Equal(100, error.Offset);
    }
}
