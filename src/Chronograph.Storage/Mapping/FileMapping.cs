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

    public static FileMapping Create(SafeFileHandle handle, MapAccess access, long length)
    {
        var mapAccess = access == MapAccess.ReadWrite ? MemoryMappedFileAccess.ReadWrite : MemoryMappedFileAccess.Read;
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

    protected override void Unmap(byte* pointer)
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.SafeMemoryMappedViewHandle.Dispose();
        _view.Dispose();
        _file.Dispose();
    }
}
