using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Bytes 0 to 7 of a record as one word: the part that publishes it.</summary>
/// <param name="Value">The eight bytes, little-endian.</param>
internal readonly record struct RecordWord(ulong Value)
{
    public const byte Committed = 1;
    public const byte Padding = 2;
    public const byte BatchContinues = 4;

    /// <summary>The type of a padding record that stands for lost messages.</summary>
    public const ushort GapType = 1;

    private const int FlagsShift = 32;
    private const int TypeShift = 48;
    private const ulong UnknownBits = 0x0000_FFF8_8000_0000; // with bit 31 of the length, which no message reaches

    /// <summary>The longest payload of a <see cref="IsShortMessage"/>, in bytes.</summary>
    public const int LongestShort = 112;

    private const ulong ShortLengths = LongestShort; // multiples of 16, which are those that Crc32.IsShort takes
    private const ulong AnyInShort = ShortLengths | ((ulong)BatchContinues << FlagsShift) | (0xFFFFUL << TypeShift);

    public uint Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)Value;
    }

    public ushort Type => (ushort)(Value >> TypeShift);

    public bool IsCommitted
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Has(Committed);
    }

    /// <summary>Whether this is a published message, in a batch or not, and nothing else.</summary>
    public bool IsMessage
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ((ushort)(Value >> FlagsShift) & ~BatchContinues) == Committed;
    }

    /// <summary>Whether this is such a message, and its payload one that <see cref="Crc32.IsShort"/>.</summary>
    public bool IsShortMessage
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Crc32.HasShort && (Value & ~AnyInShort) == (ulong)Committed << FlagsShift && (Value & ShortLengths) != 0;
    }

    public bool IsPadding => Has(Padding);

    /// <summary>Whether this is padding that stands for messages that were lost: it uses up their sequence numbers.</summary>
    public bool IsGap => IsPadding && Type == GapType;

    /// <summary>Whether the next record belongs to the same batch.</summary>
    public bool ContinuesBatch => Has(BatchContinues);

    /// <summary>Whether a flag is set that this version does not know, the reserved byte is not 0, or the length is 2^31 or more.</summary>
    public bool HasUnknownBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Value & UnknownBits) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RecordWord Create(int length, ushort type, byte flags) =>
        new((uint)length | ((ulong)flags << FlagsShift) | ((ulong)type << TypeShift));

    public RecordWord With(byte flag) => new(Value | ((ulong)flag << FlagsShift));

    public RecordWord Without(byte flag) => new(Value & ~((ulong)flag << FlagsShift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Has(byte flag) => (Value & ((ulong)flag << FlagsShift)) != 0;
}
