using System.Runtime.InteropServices;

namespace Chronograph.Selftest;

/// <summary>Messages whose bytes follow from their sequence number, so that whoever reads one knows whether it is right.</summary>
internal static class NumberedMessages
{
    /// <summary>The largest payload.</summary>
    public const int Largest = 8192;

    private const int Usual = 300;

    public static ushort TypeOf(long sequence) => (ushort)Mix(sequence, 0);

    public static int LengthOf(long sequence)
    {
        var random = Mix(sequence, 1);
        return (int)(random % 32 == 0 ? random / 32 % Largest : random / 32 % Usual);
    }

    /// <summary>Fills in the payload of a message.</summary>
    /// <returns>The part of the buffer that it takes.</returns>
    public static ReadOnlySpan<byte> Fill(Span<byte> buffer, long sequence)
    {
        var length = LengthOf(sequence);
        var words = MemoryMarshal.Cast<byte, ulong>(buffer[..Math.Min(buffer.Length, (length + 7) & ~7)]);
        for (var index = 0; index < words.Length; index++)
            words[index] = Mix(sequence, index + 2);
        return buffer[..length];
    }

    /// <summary>Whether a message is the one with its number.</summary>
    public static bool IsRight(Chronograph.Log.Message message, long sequence)
    {
        Span<byte> buffer = stackalloc byte[Largest];
        return message.Sequence == sequence && message.Type == TypeOf(sequence) && message.Payload.SequenceEqual(Fill(buffer, sequence));
    }

    // SplitMix64: any two inputs give unrelated outputs.
    private static ulong Mix(long sequence, int salt)
    {
        var z = ((ulong)sequence * 0x9E3779B97F4A7C15) + ((ulong)salt * 0xD1B54A32D192ED03);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
