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
        var bytes = new byte[300];
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
