using System.Runtime.InteropServices;
using System.Text;
using Chronograph.Storage;

namespace Chronograph.Storage.Tests;

public class ChecksumTests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("hello", 0x3610A686u)]
    [InlineData("123456789", 0xCBF43926u)]
    public void Crc32_gives_the_published_values(string text, uint expected) =>
        Assert.Equal(expected, Crc32.Compute(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xE3069283u)]
    public void Crc32C_gives_the_published_values(string text, uint expected) =>
        Assert.Equal(expected, Crc32C.Compute(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Crc32C_of_32_zero_bytes_is_the_value_of_RFC_3720() =>
        Assert.Equal(0x8A9136AAu, Crc32C.Compute(new byte[32]));

    [Fact]
    public void Both_agree_with_a_bit_by_bit_reference_at_every_length_and_split()
    {
        var bytes = new byte[700];
        new Random(7).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var whole = bytes.AsSpan(0, length);
            var split = length / 3;
            Assert.Equal(BitByBit(0xEDB88320, whole), Crc32.Compute(whole));
            Assert.Equal(BitByBit(0xEDB88320, whole), ~Crc32.ByTables(uint.MaxValue, whole));
            Assert.Equal(BitByBit(0x82F63B78, whole), Crc32C.Compute(whole));
            Assert.Equal(Crc32.Compute(whole), Crc32.Append(Crc32.Compute(whole[..split]), whole[split..]));
            Assert.Equal(Crc32C.Compute(whole), Crc32C.Append(Crc32C.Compute(whole[..split]), whole[split..]));
        }
    }

    [Fact]
    public void Folding_by_16_bytes_gives_what_folding_by_32_does()
    {
        if (!Crc32Folding.IsSupported)
            return;
        var bytes = new byte[1000];
        new Random(7).NextBytes(bytes);
        for (var length = Crc32Folding.MinimumLength; length <= bytes.Length; length++)
        {
            var some = bytes.AsSpan(0, length);
            var narrow = Crc32Folding.Fold(uint.MaxValue, some, default(NoLaneCopy), out var consumed, wide: false);
            Assert.Equal(Crc32.Compute(some), ~Crc32.ByTables(narrow, some[consumed..]));
        }
    }

    [Fact]
    public unsafe void The_longest_input_there_can_be_is_not_read_beyond_its_end()
    {
        Assert.SkipUnless(Crc32Folding.IsSupported, "this processor does not fold");
        var zeros = (byte*)NativeMemory.AllocZeroed(int.MaxValue); // never stored to, so that it takes no memory
        try
        {
            const int Half = 1 << 30;
            var all = new ReadOnlySpan<byte>(zeros, int.MaxValue);
            var expected = Crc32.Append(Crc32.Compute(all[..Half]), all[Half..]);
            Assert.Equal(expected, Crc32.Compute(all));
            var state = Crc32Folding.Fold(uint.MaxValue, all, default(NoLaneCopy), out var consumed, wide: false);
            Assert.Equal(expected, ~Crc32.ByTables(state, all[consumed..]));
        }
        finally
        {
            NativeMemory.Free(zeros);
        }
    }

    [Fact]
    public void A_checksum_that_copies_copies_every_length_exactly()
    {
        var bytes = new byte[1000];
        new Random(7).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var target = new byte[length + 64];
            Assert.Equal(Crc32.Compute(bytes.AsSpan(0, length)), Crc32.ComputeAndCopy(bytes.AsSpan(0, length), target));
            Assert.True(target.AsSpan(0, length).SequenceEqual(bytes.AsSpan(0, length)));
            Assert.False(target.AsSpan(length).ContainsAnyExcept((byte)0));
        }
    }

    [Fact]
    public void A_checksum_that_copies_refuses_a_place_that_is_too_short() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Crc32.ComputeAndCopy(new byte[64], new byte[63]));

    private static uint BitByBit(uint reversedPolynomial, ReadOnlySpan<byte> bytes)
    {
        var state = uint.MaxValue;
        foreach (var value in bytes)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++)
                state = (state & 1) == 0 ? state >> 1 : (state >> 1) ^ reversedPolynomial;
        }

        return ~state;
    }
}
