using System.Buffers;
using System.Globalization;
using System.Text;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>A JSON object whose last member is the CRC-32C of all bytes before it.</summary>
/// <remarks>The last bytes are always the same but for eight digits, so no byte of the file goes unchecked.</remarks>
internal static class SealedJson
{
    private const int Digits = 8;

    private static ReadOnlySpan<byte> BeforeDigits => ",\n  \"checksum\": \""u8;

    private static ReadOnlySpan<byte> AfterDigits => "\"\n}\n"u8;

    /// <summary>Ends an object that was written, indented, up to its last member.</summary>
    public static void Seal(ArrayBufferWriter<byte> json)
    {
        Span<byte> digits = stackalloc byte[Digits];
        Crc32C.Compute(json.WrittenSpan).TryFormat(digits, out _, "x8", CultureInfo.InvariantCulture);
        json.Write(BeforeDigits);
        json.Write(digits);
        json.Write(AfterDigits);
    }

    /// <summary>What was sealed, of an object that was checked.</summary>
    public static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> bytes) => bytes[..^(AfterDigits.Length + Digits + BeforeDigits.Length)];

    /// <exception cref="DamagedFileException">The checksum is missing or wrong.</exception>
    public static void Check(ReadOnlySpan<byte> bytes, string path)
    {
        var end = bytes.Length - AfterDigits.Length - Digits - BeforeDigits.Length;
        if (end < 0 || !bytes[end..].StartsWith(BeforeDigits) || !bytes.EndsWith(AfterDigits))
            throw new DamagedFileException(path, Math.Max(0, end), "the file does not end with its checksum");
        var digits = Encoding.ASCII.GetString(bytes.Slice(end + BeforeDigits.Length, Digits));
        var expected = Crc32C.Compute(bytes[..end]).ToString("x8", CultureInfo.InvariantCulture);
        if (digits != expected)
            throw new DamagedFileException(path, end, $"the checksum is {expected} where the file says {digits}");
    }
}
