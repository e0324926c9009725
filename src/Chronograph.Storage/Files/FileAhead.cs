using System.Runtime.ExceptionServices;

namespace Chronograph.Storage;

/// <summary>A file that is made before there is anything to write to it, by a worker or by who needs it first.</summary>
internal sealed class FileAhead
{
    private readonly FileSystem _files;
    private readonly string _path;
    private readonly FlushJob _making;
    private StorageFile? _file; // written by _making, read once that has ended

    public FileAhead(FileSystem files, string path, FileIntent intent)
    {
        _files = files;
        _path = path;
        _making = new FlushJob(() => _file = files.Open(path, intent));
    }

    /// <summary>Makes it, unless somebody else does.</summary>
    /// <returns>Whether it is there.</returns>
    public bool TryMake() => _making.Wait() is null;

    /// <summary>The file, which is the caller's from then on.</summary>
    /// <exception cref="StorageFullException">The disk had no room for it.</exception>
    public StorageFile Take()
    {
        if (_making.Wait() is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return _file!;
    }

    /// <summary>Deletes it: nobody has taken it.</summary>
    public void Discard()
    {
        if (!TryMake())
            return;
        _file!.Dispose();
        try
        {
            _files.Delete(_path);
        }
        catch (IOException)
        {
            // Empty as it is, it is like one that a crash left.
        }
    }
}
