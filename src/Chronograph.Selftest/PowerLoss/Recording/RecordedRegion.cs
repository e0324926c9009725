using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>A writable mapping that the recorder looks at whenever something else happens.</summary>
internal sealed unsafe class RecordedRegion : MappedRegion
{
    private readonly RecordingFileSystem _recorder;
    private readonly LiveFile _file;
    private readonly MappedRegion _inner;

    // Bound: the inner region stays mapped until this one is disposed.
    public RecordedRegion(RecordingFileSystem recorder, LiveFile file, MappedRegion inner)
        : base(inner.Pointer, inner.Length)
    {
        _recorder = recorder;
        _file = file;
        _inner = inner;
    }

    protected override void Unmap(byte* pointer)
    {
        _recorder.Detach(_file, _inner);
        _inner.Dispose();
    }
}
