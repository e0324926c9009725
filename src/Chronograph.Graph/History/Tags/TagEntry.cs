using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Chronograph.Graph;

/// <summary>That a version has, or once had, a tag or a request id of this hash.</summary>
internal readonly record struct TagEntry(ulong Hash, long Version) : IComparable<TagEntry>
{
    /// <summary>The bytes of an entry in a file.</summary>
    public const int Size = 16;

    public static TagEntry Of(string key, string value, GraphVersion version) => new(HashOf(key, value), version.Number);

    /// <summary>The first eight bytes of the SHA-256 of <c>KEY=VALUE</c>; keys hold no '='.</summary>
    public static ulong HashOf(string key, string value) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}={value}")));

    public static TagEntry Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Hash);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Version);
    }

    public int CompareTo(TagEntry other) => Hash == other.Hash ? Version.CompareTo(other.Version) : Hash.CompareTo(other.Hash);
}
