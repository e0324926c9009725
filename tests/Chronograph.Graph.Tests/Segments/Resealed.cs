using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Chronograph.Storage;

namespace Chronograph.Graph.Tests;

/// <summary>Makes the checksums of a changed segment right again, as someone who means harm would.</summary>
internal static class Resealed
{
    private const int Trailer = 29; // the checksum and what is around it, to the end

    /// <param name="bytes">A segment whose data fits into one block.</param>
    public static void Checksums(byte[] bytes)
    {
        var footer = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(24));
        var data = Crc32C.Compute(bytes.AsSpan(SegmentHeader.Size, footer - SegmentHeader.Size));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), data);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(36), Crc32C.Compute(bytes.AsSpan(footer)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Crc32C.Compute(bytes.AsSpan(0, 60)));
    }

    /// <summary>Checked JSON with a few characters changed, most of them digits, and its checksum right.</summary>
    public static byte[] Json(byte[] bytes, Random random)
    {
        var hostile = bytes.ToArray();
        for (var change = random.Next(3); change >= 0; change--)
        {
            var place = random.Next(bytes.Length - Trailer);
            hostile[place] = (byte)(random.Next(3) == 0 ? random.Next(32, 127) : char.IsAsciiDigit((char)hostile[place]) ? random.Next('0', '9' + 1) : hostile[place]);
        }

        return Seal(hostile.AsSpan(0, bytes.Length - Trailer));
    }

    /// <summary>Checked JSON with one text in place of another, and its checksum right.</summary>
    /// <param name="fromEnd">Whether the last such text is replaced, and not the first.</param>
    public static byte[] Replacing(byte[] bytes, string right, string wrong, bool fromEnd = false)
    {
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, bytes.Length - Trailer));
        var place = fromEnd ? text.LastIndexOf(right, StringComparison.Ordinal) : text.IndexOf(right, StringComparison.Ordinal);
        Assert.NotEqual(-1, place);
        return Seal(Encoding.UTF8.GetBytes(text[..place] + wrong + text[(place + right.Length)..]));
    }

    private static byte[] Seal(ReadOnlySpan<byte> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(members);
        SealedJson.Seal(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    public static string? TryHash(byte[] manifest)
    {
        try
        {
            return ManifestWriter.Hash(manifest);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
