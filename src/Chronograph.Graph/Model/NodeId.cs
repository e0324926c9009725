using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Chronograph.Graph;

/// <summary>The 128-bit identity of a node: the first 16 bytes of the SHA-256 of its semantic id in UTF-8.</summary>
/// <remarks>Ordered bytewise, which is the order of records in a segment.</remarks>
public readonly record struct NodeId : IComparable<NodeId>
{
    /// <summary>Length of an id in bytes.</summary>
    internal const int Size = 16;

    // Setting up a hash costs as much as hashing a text of ninety bytes, so each thread keeps its own.
    [ThreadStatic]
    private static SHA256? _hash;

    internal NodeId(ulong high, ulong low)
    {
        High = high;
        Low = low;
    }

    /// <summary>The first eight bytes as a big-endian number, so that comparing numbers compares bytes.</summary>
    internal ulong High { get; }

    /// <summary>The last eight bytes as a big-endian number.</summary>
    internal ulong Low { get; }

    /// <summary>The id that belongs to a semantic id. Costs one SHA-256, some 300 ns.</summary>
    /// <exception cref="ArgumentException">The text is not valid Unicode (a surrogate stands alone).</exception>
    public static NodeId FromSemanticId(string semanticId)
    {
        ArgumentNullException.ThrowIfNull(semanticId);
        Span<byte> stack = stackalloc byte[512];
        var length = Utf8.GetByteCount(semanticId);
        var bytes = length <= stack.Length ? stack[..length] : new byte[length];
        Utf8.GetBytes(semanticId, bytes);
        return FromUtf8(bytes);
    }

    /// <summary>The id that belongs to a semantic id in UTF-8, which is not checked. Costs one SHA-256, some 300 ns.</summary>
    public static NodeId FromSemanticId(ReadOnlySpan<byte> semanticId) => FromUtf8(semanticId);

    /// <summary>Reads the 32 hexadecimal digits that <see cref="ToString"/> writes; upper case is accepted.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out NodeId id)
    {
        id = default;
        if (text is not { Length: 2 * Size }
            || !ulong.TryParse(text.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(text.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
            return false;
        id = new NodeId(high, low);
        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CompareTo(NodeId other) =>
        High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Low;

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{High:x16}{Low:x16}";

    internal static NodeId FromUtf8(ReadOnlySpan<byte> semanticId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        (_hash ??= SHA256.Create()).TryComputeHash(semanticId, hash, out _);
        return Read(hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static NodeId Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    private static UTF8Encoding Utf8 => StrictUtf8.Encoding;
}
