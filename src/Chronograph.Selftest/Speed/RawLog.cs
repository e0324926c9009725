using System.Runtime.Intrinsics;
using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>The floor that a log is measured beside: the same bytes, the same publishing store, no check and no checksum.</summary>
/// <remarks>
/// The map is written, flushed and touched beforehand, as the segments of a log are. Bound: a record is written or read
/// only where it ends within the map.
/// </remarks>
internal sealed unsafe class RawLog : IDisposable
{
    private const int Page = 4096;
    private const int Block = 1 << 20;

    private readonly StorageFile _file;
    private readonly MappedRegion _region;
    private long _offset;
    private long _sequence;
    private long _scanned = SegmentHeader.Size;

    private RawLog(StorageFile file, MapAccess access, long length)
    {
        _file = file;
        _region = file.Map(access, length);
    }

    /// <summary>Creates a populated map of zeros.</summary>
    public static RawLog Create(string path, long length)
    {
        var file = FileSystem.Disk.Open(path, FileIntent.CreateOrTruncate);
        var zeros = new byte[Block];
        for (var offset = 0L; offset < length; offset += Block)
            file.Write(zeros.AsSpan(0, (int)Math.Min(Block, length - offset)), offset);
        file.Flush();
        var raw = new RawLog(file, MapAccess.ReadWrite, length);
        for (var offset = 0L; offset < length; offset += Page)
            Volatile.Write(ref raw._region.Pointer[offset], 0); // the first store into a page is what populates it
        return raw;
    }

    /// <summary>Maps a file of records for scanning.</summary>
    public static RawLog OpenToScan(string path)
    {
        var file = FileSystem.Disk.Open(path, FileIntent.ReadOnly);
        return new RawLog(file, MapAccess.ReadOnly, file.Length);
    }

    /// <summary>Where the next record goes.</summary>
    public long Offset => _offset;

    /// <summary>Appends a payload so many times, from the beginning of the map again when it is full.</summary>
    public void Append(ReadOnlySpan<byte> payload, long count) => Append(payload, count, default(CountedTime));

    /// <summary>The same with one call of the clock for each.</summary>
    public void AppendTimed(ReadOnlySpan<byte> payload, long count) => Append(payload, count, default(ClockTime));

    private void Append<TTime>(ReadOnlySpan<byte> payload, long count, TTime time)
        where TTime : struct, ITime
    {
        var size = RecordLayout.SizeOf(payload.Length);
        var start = _region.Pointer;
        var (offset, sequence, last) = (_offset, _sequence, _region.Length - size);
        for (var index = 0L; index < count; index++)
        {
            if (offset > last)
                offset = 0;
            var record = start + offset;
            payload.CopyTo(new Span<byte>(record + RecordLayout.HeaderSize, payload.Length));
            *(long*)(record + RecordLayout.Sequence) = ++sequence;
            *(long*)(record + RecordLayout.Timestamp) = time.Of(sequence);
            *(ulong*)(record + RecordLayout.PayloadChecksum) = 0;
            *(ulong*)(record + RecordLayout.WriterEpoch) = 1;
            *(ulong*)(record + RecordLayout.TraceId) = 0;
            *(ulong*)(record + RecordLayout.TraceId + 8) = 0;
            *(ulong*)(record + RecordLayout.SpanId) = 0;
            RecordMemory.StoreWord(record, RecordWord.Create(payload.Length, 0, RecordWord.Committed));
            offset += size;
        }

        (_offset, _sequence) = (offset, sequence);
    }

    /// <summary>Copies a payload so many times, one behind the other, and does nothing else: what memcpy reaches.</summary>
    public void Copy(ReadOnlySpan<byte> payload, long count)
    {
        var size = RecordLayout.SizeOf(payload.Length);
        for (var index = 0L; index < count; index++)
        {
            if (_offset > _region.Length - size)
                _offset = 0;
            payload.CopyTo(new Span<byte>(_region.Pointer + _offset, payload.Length));
            _offset += size;
        }
    }

    /// <summary>Leaves bytes out: the header that stands before the first record.</summary>
    public void Skip(long bytes) => _offset += bytes;

    /// <summary>Scans on from where the last scan of this kind ended.</summary>
    /// <returns>How many more records there were, up to the number asked for.</returns>
    public long ScanOn(long count)
    {
        var seen = Scan(count, ref _scanned);
        return seen.Count;
    }

    /// <summary>Populates the next bytes of the map once more, in case the system took pages back.</summary>
    public void PopulateAhead(long length) => _region.Populate(_file.Path, _offset, length);

    /// <summary>Brings bytes into the processor's cache.</summary>
    /// <returns>A sum that keeps the loads alive.</returns>
    public byte Touch(long offset, long length)
    {
        const int Line = 64;
        byte sum = 0;
        var end = Math.Min(offset + length, _region.Length);
        for (; offset < end; offset += Line)
            sum += Volatile.Read(ref _region.Pointer[offset]);
        return sum;
    }

    /// <summary>Goes through published records and loads each of their bytes, from the first record of a segment on.</summary>
    /// <returns>How many there were, up to the number asked for, and a sum that keeps the loads alive.</returns>
    public (long Count, ulong Sum) Scan(long count)
    {
        var offset = (long)SegmentHeader.Size;
        return Scan(count, ref offset);
    }

    private (long Count, ulong Sum) Scan(long count, ref long place)
    {
        var start = _region.Pointer;
        var (offset, end) = (place, _region.Length - RecordLayout.HeaderSize);
        var (seen, sum) = (0L, Vector256<ulong>.Zero);
        for (; seen < count && offset <= end; seen++)
        {
            var word = RecordMemory.LoadWord(start + offset);
            if (!word.IsCommitted)
                break;
            var next = offset + RecordLayout.SizeOf(word.Length);
            for (; offset < next; offset += Vector256<byte>.Count)
                sum += Vector256.Load((ulong*)(start + offset)); // records are multiples of 64
        }

        place = offset;
        return (seen, Vector256.Sum(sum));
    }

    public void Dispose()
    {
        _region.Dispose();
        _file.Dispose();
    }

    private interface ITime
    {
        public long Of(long sequence);
    }

    private readonly struct CountedTime : ITime
    {
        public long Of(long sequence) => sequence;
    }

    private readonly struct ClockTime : ITime
    {
        public long Of(long sequence) => SystemClock.Now();
    }
}
