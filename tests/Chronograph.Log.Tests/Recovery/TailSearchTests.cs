using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class TailSearchTests
{
    private const long Length = (20 << 20) + 64; // more than one thread looks at

    [Fact]
    public void Zeros_are_skipped_up_to_the_first_byte_that_is_none_wherever_it_stands()
    {
        using var directory = new TemporaryDirectory();
        using var file = FileSystem.Disk.Open(directory["file"], FileIntent.CreateNew);
        file.SetLength(Length);
        Assert.Equal(Length, TailSearch.SkipZeros(file, 64));
        Assert.Equal(Length + 64, TailSearch.SkipZeros(file, Length + 64));
        file.Write([1], Length - 1);
        for (var at = Length - 64; at >= 128; at -= (Length / 50) & ~63)
        {
            Assert.Equal(at, Skip(file, at + 63));
            Assert.Equal(at, Skip(file, at));
            Assert.True(TailSearch.SkipZeros(file, at + 64) > at);
        }
    }

    private static long Skip(StorageFile file, long to)
    {
        file.Write([1], to);
        return TailSearch.SkipZeros(file, 64);
    }
}
