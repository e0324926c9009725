using System.Buffers;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Looks behind the end of a log, where everything should be zero.</summary>
internal static class TailSearch
{
    private const int Block = 256 * 1024;
    private const long WorthThreads = 8 * 1024 * 1024;

    /// <summary>Where the zeros end that stand in a file from an offset on, rounded down to 64: at its end when nothing else follows.</summary>
    /// <remarks>
    /// By reads that stay in the processor's cache: to map pages in which nothing stands costs more than to read them. Long
    /// stretches on all processors.
    /// </remarks>
    public static long SkipZeros(StorageFile file, long from)
    {
        var length = file.Length - from;
        var parts = length < WorthThreads ? 1 : Environment.ProcessorCount;
        var size = (length / parts / Block * Block) + Block;
        var ends = new long[parts];
        if (parts == 1)
            ends[0] = SkipZeros(file, from, from + size);
        else
            Parallel.For(0, parts, part => ends[part] = SkipZeros(file, from + (part * size), from + ((part + 1) * size)));
        var full = 0;
        while (full + 1 < parts && ends[full] == from + ((full + 1) * size))
            full++;
        return ends[full] & ~(long)(RecordLayout.Alignment - 1);
    }

    // Up to the first byte that is not zero, the end of the file, or the end of the stretch.
    private static long SkipZeros(StorageFile file, long from, long to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            int read;
            while (from < to && (read = file.Read(buffer.AsSpan(0, (int)Math.Min(Block, to - from)), from)) > 0)
            {
                var at = buffer.AsSpan(0, read).IndexOfAnyExcept((byte)0);
                from += at < 0 ? read : at;
                if (at >= 0)
                    break;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return from;
    }

    /// <summary>What stands in a segment from an offset on.</summary>
    /// <param name="view">The segment, mapped raw.</param>
    /// <param name="from">The first offset to look at.</param>
    public static TailContent Examine(SegmentView view, long from)
    {
        var content = new TailContent(from, 0, IsEmpty: true);
        for (var offset = NextNonZero(view, from); offset >= 0; offset = NextNonZero(view, offset))
        {
            var size = (long)RecordLayout.Alignment;
            if (IsRecord(view, offset, out var recordSize))
            {
                content = content with { Records = content.Records + 1 };
                size = recordSize;
            }

            offset += size;
            content = content with { End = offset, IsEmpty = false };
        }

        return view.HasRest ? content with { End = view.Length + RecordLayout.Alignment, IsEmpty = false } : content;
    }

    private static bool IsRecord(SegmentView view, long offset, out long size)
    {
        var word = view.LoadWord(offset);
        size = RecordLayout.SizeOf(word.Length);
        return word.IsCommitted && view.HeaderIsSound(offset, word) && view.PayloadIsSound(offset, word);
    }

    // The next multiple of 64 whose 64 bytes are not all zero, or -1.
    private static long NextNonZero(SegmentView view, long from)
    {
        for (var offset = from; offset < view.Length;)
        {
            var count = (int)Math.Min(Block, view.Length - offset);
            var at = view.Bytes(offset, count).IndexOfAnyExcept((byte)0);
            if (at >= 0)
                return (offset + at) & ~(long)(RecordLayout.Alignment - 1);
            offset += count;
        }

        return -1;
    }
}

/// <summary>What stands behind the end of a log in one segment.</summary>
/// <param name="End">Behind the last byte that is not zero, rounded up to 64; where the search began when all are.</param>
/// <param name="Records">How many sound records there are.</param>
/// <param name="IsEmpty">Whether there are only zeros.</param>
internal readonly record struct TailContent(long End, long Records, bool IsEmpty);
