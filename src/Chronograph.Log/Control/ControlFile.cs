using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary><c>control.meta</c>: words that the writer shares with every other process, in a mapping.</summary>
/// <remarks>
/// Each group of words has a cache line of its own. One writer stores, under the log's lock; anybody loads. Everything in
/// it can be rebuilt from the segments.
/// </remarks>
internal sealed class ControlFile : IDisposable
{
    public const int Size = 4096;

    private const int EpochOffset = 64;
    private const int RecoveredOffset = 68;
    private const int FilesOffset = 72;
    private const int DurableOffset = 128;
    private const int CheckpointOffset = 192;

    private readonly StorageFile _file;
    private readonly MappedRegion _region;

    private ControlFile(StorageFile file, MapAccess access)
    {
        _file = file;
        _region = file.Map(access, Size);
    }

    public string Path => _file.Path;

    /// <summary>Where sleeping readers and the writer find each other. Valid as long as the file is open.</summary>
    public WaitingLine Waiting => new(_region);

    /// <summary>The epoch of the writer that opened the log last.</summary>
    public uint WriterEpoch
    {
        get => Volatile.Read(ref MemoryMarshal.AsRef<uint>(Line(EpochOffset)));
        set => Volatile.Write(ref MemoryMarshal.AsRef<uint>(Line(EpochOffset)), value); // publishes nothing but itself
    }

    /// <summary>Whether the log has been recovered: counts as long as a writer holds it, see <see cref="WriterLock"/>.</summary>
    public bool IsRecovered
    {
        get => Volatile.Read(ref MemoryMarshal.AsRef<int>(Line(RecoveredOffset))) == 1;
        set => Volatile.Write(ref MemoryMarshal.AsRef<int>(Line(RecoveredOffset)), value ? 1 : 0); // publishes what recovery removed
    }

    /// <summary>The lock file and the control file of the writer that opened the log last.</summary>
    public WriterFiles WriterFiles
    {
        get => MemoryMarshal.Read<WriterFiles>(_region.Read(FilesOffset, Unsafe.SizeOf<WriterFiles>()));
        set => MemoryMarshal.Write(_region.Write(FilesOffset, Unsafe.SizeOf<WriterFiles>()), value);
    }

    /// <summary>The last durable message, for readers in any process.</summary>
    public long DurableSequence
    {
        get => Volatile.Read(ref MemoryMarshal.AsRef<long>(Line(DurableOffset)));
        set => Volatile.Write(ref MemoryMarshal.AsRef<long>(Line(DurableOffset)), value); // publishes nothing but itself
    }

    /// <summary>Opens the file of an existing log for reading; null when it is missing or not to be believed.</summary>
    public static ControlFile? TryOpenReadOnly(LogDirectory directory)
    {
        if (directory.Files.TryOpen(directory.ControlPath) is not { } file)
            return null;
        if (file.Length >= Size)
        {
            var control = new ControlFile(file, MapAccess.ReadOnly);
            if (control.ReadGeometry() is not null)
                return control;
            control.Dispose();
        }

        file.Dispose();
        return null;
    }

    /// <summary>Maps the file of an existing log for a reader that stores into the waiting line, and nowhere else.</summary>
    /// <returns>Null where that is not to be had: no file, not a sound one, no permission, a read-only medium.</returns>
    public static MappedRegion? TryMapShared(LogDirectory directory)
    {
        try
        {
            using var file = directory.Files.Open(directory.ControlPath, FileIntent.ReadWrite);
            if (file.Length < Size)
                return null;
            var region = file.Map(MapAccess.ReadWrite, Size);
            if (LogGeometry.Read(file.Path, region.Read(0, LogGeometry.Size)) is not null)
                return region;
            region.Dispose();
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error))
        {
            return null; // whoever cannot sleep there looks again after short sleeps
        }

        return null;
    }

    /// <summary>Takes back that the log has been recovered, where a file says so that can be stored to.</summary>
    public static void TakeBackRecovered(LogDirectory directory)
    {
        using var region = TryMapShared(directory);
        region?.Write(RecoveredOffset, sizeof(int)).Clear();
    }

    /// <summary>Opens the file for the writer, creating it or giving it its size.</summary>
    public static ControlFile OpenForWriting(LogDirectory directory)
    {
        var file = directory.Files.Open(directory.ControlPath, FileIntent.OpenOrCreate);
        var length = file.Length;
        try
        {
            if (length < Size)
                file.Write(new byte[Size - length], length);
            return new ControlFile(file, MapAccess.ReadWrite);
        }
        catch
        {
            file.Dispose();
            if (length == 0)
                directory.Files.Delete(directory.ControlPath); // else an empty file would pass for a log
            throw;
        }
    }

    /// <summary>What the log was created with, or null when the file does not say.</summary>
    public LogGeometry? ReadGeometry() => LogGeometry.Read(_file.Path, _region.Read(0, LogGeometry.Size));

    public void WriteGeometry(LogGeometry geometry) => geometry.Write(_region.Write(0, LogGeometry.Size));

    /// <summary>The newest checkpoint that is whole. A writer that died while writing one leaves the one before.</summary>
    public Checkpoint? ReadCheckpoint()
    {
        var even = Checkpoint.Read(_region.Read(CheckpointOffset, Checkpoint.Size));
        var odd = Checkpoint.Read(_region.Read(CheckpointOffset + Checkpoint.Size, Checkpoint.Size));
        return even is null || odd?.Generation > even.Value.Generation ? odd : even;
    }

    /// <summary>Replaces the older of the two checkpoints.</summary>
    public void WriteCheckpoint(Checkpoint checkpoint)
    {
        var slot = CheckpointOffset + ((int)(checkpoint.Generation & 1) * Checkpoint.Size);
        checkpoint.Write(_region.Write(slot, Checkpoint.Size));
    }

    /// <summary>Forgets checkpoints that the segments did not bear out, so that they outrank no later one.</summary>
    public void ClearCheckpoints() => _region.Write(CheckpointOffset, 2 * Checkpoint.Size).Clear();

    /// <summary>Makes the file survive a power loss. Not on the path of an append or a flush.</summary>
    public void Flush() => _file.Flush();

    public void Dispose()
    {
        _region.Dispose();
        _file.Dispose();
    }

    // A view for loads too: AsRef needs a writable span, and a load through it stores nothing.
    private Span<byte> Line(int offset) => _region.Write(offset, sizeof(long));
}
