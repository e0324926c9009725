using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Chronograph.Code;

/// <summary>The text of a file and a fingerprint of it, the same for a working copy and for the blob it came from.</summary>
/// <remarks>git may write CR LF into a working copy where the blob has LF, so both count as LF.</remarks>
internal readonly record struct SourceContent(string Text, UInt128 Fingerprint)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static SourceContent From(byte[] bytes)
    {
        var plain = WithLineFeeds(bytes);
        return new SourceContent(Decode(plain), FingerprintOf(plain));
    }

    private static UInt128 FingerprintOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private static ReadOnlySpan<byte> WithLineFeeds(byte[] bytes)
    {
        if (bytes.AsSpan().IndexOf("\r\n"u8) < 0)
            return bytes;
        var length = 0;
        var result = new byte[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '\r' || i + 1 == bytes.Length || bytes[i + 1] != '\n')
                result[length++] = bytes[i];
        }

        return result.AsSpan(0, length);
    }

    /// <summary>What the byte order mark says; without one UTF-8, and Latin-1 where that is not valid.</summary>
    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
