using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Chronograph.Storage;

/// <summary>A mapping by the base class library that is released without waiting for the disk.</summary>
/// <remarks>
/// Disposing a writable <see cref="MemoryMappedViewAccessor"/> flushes the whole view first. Disposing its handle
/// directly unmaps at once, and the accessor then finds nothing left to flush.
/// </remarks>
internal sealed unsafe class FileMapping : MappedRegion
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private FileMapping(MemoryMappedFile file, MemoryMappedViewAccessor view, byte* pointer, long length)
        : base(pointer, length)
    {
        _file = file;
        _view = view;
    }

    public static FileMapping Create(SafeFileHandle handle, string path, MapAccess access, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var fileLength = RandomAccess.GetLength(handle);
        if (length > fileLength)
            throw new DamagedFileException(path, fileLength, $"the file has {fileLength} bytes where {length} were expected");

        var mapAccess = access == MapAccess.ReadOnly ? MemoryMappedFileAccess.Read : MemoryMappedFileAccess.ReadWrite;
        var file = MemoryMappedFile.CreateFromFile(handle, null, 0, mapAccess, HandleInheritability.None, leaveOpen: true);
        try
        {
            var view = file.CreateViewAccessor(0, length, mapAccess);
            byte* pointer = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
            return new FileMapping(file, view, pointer + view.PointerOffset, length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override void LetGo()
    {
        // Bound: the region's own pages, which stay mapped, as zeros, until Unmap.
        if (OperatingSystem.IsLinux() && Pointer is not null)
            LibC.ReplaceByZeros(Pointer, (nuint)Length);
    }

    protected override void Unmap()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.SafeMemoryMappedViewHandle.Dispose();
        _view.Dispose();
        _file.Dispose();
    }
}
