using System.Runtime.InteropServices;

namespace Chronograph.Selftest;

/// <summary>Messages whose type and bytes follow from a seed and their sequence number, so that any process can check them.</summary>
/// <param name="seed">The seed of the run.</param>
internal sealed class SoakMessages(int seed)
{
    /// <summary>The type of the last message of a run.</summary>
    public const ushort LastType = ushort.MaxValue;

    /// <summary>No message is larger.</summary>
    public const int LargestLength = 16 * 1024;

    private const int RareLength = 200; // one message in as many is large

    private readonly byte[] _expected = new byte[LargestLength];

    public ushort TypeOf(long sequence) => (ushort)(Mix(sequence) % 1000);

    /// <summary>Bytes of payload: mostly a few dozen, sometimes none, rarely thousands.</summary>
    public int LengthOf(long sequence)
    {
        var random = Mix(sequence) >> 16;
        return (int)(random % RareLength == 0 ? (random >> 16) % LargestLength : (random >> 16) % 200);
    }

    /// <summary>Fills the payload of a message.</summary>
    public void Fill(long sequence, Span<byte> payload)
    {
        var state = Mix(sequence);
        var words = MemoryMarshal.Cast<byte, ulong>(payload);
        for (var index = 0; index < words.Length; index++)
            words[index] = state += 0x9E3779B97F4A7C15;
        var rest = payload[(words.Length * sizeof(ulong))..];
        for (var index = 0; index < rest.Length; index++)
            rest[index] = (byte)(state >> (8 * index));
    }

    /// <summary>Whether a payload is the one of this message.</summary>
    public bool IsRight(long sequence, ushort type, ReadOnlySpan<byte> payload)
    {
        if (payload.Length != LengthOf(sequence) || (type != LastType && type != TypeOf(sequence)))
            return false;
        var expected = _expected.AsSpan(0, payload.Length);
        Fill(sequence, expected);
        return payload.SequenceEqual(expected);
    }

    // The finalizer of SplitMix64: neighbouring numbers get unrelated bits.
    private ulong Mix(long sequence)
    {
        var state = (ulong)sequence + ((ulong)(uint)seed << 32);
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}
