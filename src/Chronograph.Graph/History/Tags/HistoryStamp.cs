using System.Buffers.Binary;
using System.Security.Cryptography;
using Chronograph.Log;

namespace Chronograph.Graph;

/// <summary>Tells a message of a history from the one that has its number in another history, or in this one written anew.</summary>
internal static class HistoryStamp
{
    /// <summary>The first eight bytes of the SHA-256 of its timestamp and its payload.</summary>
    public static ulong Of(in Message message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, message.TimestampNs);
        hash.AppendData(bytes[..sizeof(long)]);
        hash.AppendData(message.Payload);
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>The stamp of a message that the history has; 0 when it has not.</summary>
    public static ulong Of(MessageLog history, long sequence)
    {
        try
        {
            using var reader = history.CreateReader(LogStart.At(sequence));
            return reader.TryRead(out var message) ? Of(message) : 0;
        }
        catch (SequenceOutOfRangeException)
        {
            return 0; // its messages begin later, or end before
        }
    }
}
