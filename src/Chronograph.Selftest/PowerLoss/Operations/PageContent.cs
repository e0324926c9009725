namespace Chronograph.Selftest;

/// <summary>What a page of a file holds: the unit in which an operating system writes files to a disk.</summary>
/// <param name="Number">The page's offset in the file, in pages.</param>
/// <param name="Bytes">All of its bytes; null when they are zero.</param>
internal readonly record struct PageContent(long Number, byte[]? Bytes)
{
    /// <summary>Bytes in a page.</summary>
    public const int Size = 4096;

    /// <summary>The bytes that a disk writes whole or not at all.</summary>
    public const int Sector = 512;

    /// <summary>Sectors in a page.</summary>
    public const int Sectors = Size / Sector;

    private static readonly byte[] Zeros = new byte[Size];

    /// <summary>The bytes of one sector of a page.</summary>
    public static ReadOnlySpan<byte> SectorOf(byte[]? bytes, int sector) => (bytes ?? Zeros).AsSpan(sector * Sector, Sector);

    /// <summary>A copy of the bytes, or null when all are zero.</summary>
    public static byte[]? Copy(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyExcept((byte)0) ? bytes.ToArray() : null;

    /// <summary>Whether a page, of which <paramref name="known"/> is the content, begins with these bytes.</summary>
    public static bool BeginsWith(byte[]? known, ReadOnlySpan<byte> bytes) => bytes.SequenceEqual((known ?? Zeros).AsSpan(0, bytes.Length));

    /// <summary>Whether two pages hold the same.</summary>
    public static bool Same(byte[]? one, byte[]? other) => one == other || (one ?? Zeros).AsSpan().SequenceEqual(other ?? Zeros);
}
