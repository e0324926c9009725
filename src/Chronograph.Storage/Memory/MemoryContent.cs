using System.Runtime.InteropServices;

namespace Chronograph.Storage;

/// <summary>The bytes of a file in memory: freed once no name, no open file and no mapping leads to them any more.</summary>
/// <remarks>
/// They lie outside the managed heap, so that they have an address, are given back at once, and may be more than an array
/// can hold. While they are mapped they cannot move, and so cannot grow beyond the room that they have. Any thread may call.
/// </remarks>
internal sealed unsafe class MemoryContent
{
    private const int Alignment = 64; // of a segment's columns

    private static long _lastNumber;

    private readonly Lock _gate = new(); // guards everything below
    private readonly MemoryUse _use;
    private byte* _bytes;
    private long _capacity;
    private long _length;
    private int _holders = 1;
    private int _mappings;

    /// <summary>An empty file, held once by who makes it.</summary>
    /// <param name="use">Where its room is counted.</param>
    public MemoryContent(MemoryUse use) => _use = use;

    // For a store that was never disposed.
    ~MemoryContent() => Free();

    /// <summary>Tells the file from every other.</summary>
    public FileIdentity Identity { get; } = new(0, (ulong)Interlocked.Increment(ref _lastNumber));

    /// <summary>The locks on it.</summary>
    public MemoryLockTable Locks { get; } = new();

    public long Length
    {
        get
        {
            lock (_gate)
                return _length;
        }
    }

    /// <summary>Adds a holder: a name, an open file.</summary>
    public void Hold()
    {
        lock (_gate)
            _holders++;
    }

    /// <summary>Takes a holder away.</summary>
    public void Release()
    {
        lock (_gate)
        {
            if (--_holders == 0)
                Free();
        }
    }

    public int Read(Span<byte> destination, long offset)
    {
        lock (_gate)
        {
            var count = (int)Math.Clamp(_length - offset, 0, destination.Length);
            if (count > 0)
                Span(offset, count).CopyTo(destination);
            return count;
        }
    }

    /// <exception cref="StorageFullException">There is no memory for it.</exception>
    /// <exception cref="IOException">It would have to grow while it is mapped.</exception>
    public void Write(string path, ReadOnlySpan<byte> source, long offset)
    {
        if (source.IsEmpty)
            return; // as on the disk, nothing extends nothing
        lock (_gate)
        {
            var end = checked(offset + source.Length);
            if (end > _length)
                Extend(path, end);
            source.CopyTo(Span(offset, source.Length));
        }
    }

    /// <summary>Cuts the file, or extends it by zeros.</summary>
    /// <exception cref="StorageFullException">There is no memory for it.</exception>
    /// <exception cref="IOException">It would have to grow while it is mapped.</exception>
    public void SetLength(string path, long length)
    {
        lock (_gate)
        {
            if (length > _length)
                Extend(path, length);
            _length = length;
        }
    }

    /// <summary>Fixes the bytes where they are until <see cref="Unmap"/>, and holds them.</summary>
    public byte* Map(string path, long length)
    {
        lock (_gate)
        {
            if (length > _length)
                throw new DamagedFileException(path, _length, $"the file has {_length} bytes where {length} were expected");
            _holders++;
            _mappings++;
            return _bytes;
        }
    }

    public void Unmap()
    {
        lock (_gate)
            _mappings--;
        Release();
    }

    /// <summary>What was not there before reads as zeros, whatever the memory, or a file that was longer, left there.</summary>
    private void Extend(string path, long length)
    {
        if (length > _capacity)
            Grow(path, length);
        for (var offset = _length; offset < length; offset += int.MaxValue)
            Span(offset, (int)Math.Min(int.MaxValue, length - offset)).Clear();
        _length = length;
    }

    private void Grow(string path, long length)
    {
        if (_mappings > 0)
            throw new IOException($"{path} is mapped and has no room for {length} bytes.");
        var capacity = Math.Max(length, 2 * _capacity);
        try
        {
            _bytes = (byte*)NativeMemory.AlignedRealloc(_bytes, checked((nuint)capacity), Alignment);
        }
        catch (OutOfMemoryException error)
        {
            throw new StorageFullException(path, error);
        }

        _use.Add(capacity - _capacity);
        _capacity = capacity;
    }

    // Bound: the callers ask for what lies below _capacity.
    private Span<byte> Span(long offset, int count) => new(_bytes + offset, count);

    private void Free()
    {
        NativeMemory.AlignedFree(_bytes);
        _bytes = null;
        _use.Add(-_capacity);
        _capacity = _length = 0;
        GC.SuppressFinalize(this);
    }
}
