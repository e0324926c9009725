using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Chronograph.Storage;

/// <summary>Number locks as whole-file locks, on one small file for each number: for systems without locks on ranges.</summary>
/// <remarks>The files stay behind; deleting one could let two owners lock two different files of one name.</remarks>
internal sealed class FilePerNumberLocks : NumberLocks
{
    private readonly string _path;
    private readonly Dictionary<long, SafeFileHandle> _held = [];

    private FilePerNumberLocks(string path) => _path = path;

    public static FilePerNumberLocks Open(string path) =>
        File.Exists(path) ? new FilePerNumberLocks(path) : throw new FileNotFoundException("The file of the locks is missing.", path);

    public override bool TryLock(long first, long count, LockKind kind)
    {
        var taken = new List<long>();
        for (var number = first; number < first + count; number++)
        {
            if (!TryLockOne(number, kind))
            {
                taken.ForEach(Release);
                return false;
            }

            taken.Add(number);
        }

        return true;
    }

    public override void Dispose()
    {
        foreach (var number in _held.Keys.ToArray())
            Release(number);
    }

    private bool TryLockOne(long number, LockKind kind)
    {
        var (access, share) = kind == LockKind.Exclusive
            ? (FileAccess.ReadWrite, FileShare.None)
            : (FileAccess.Read, FileShare.Read);
        try
        {
            Release(number);
            var file = string.Create(CultureInfo.InvariantCulture, $"{_path}.{number}");
            _held[number] = File.OpenHandle(file, FileMode.OpenOrCreate, access, share);
            return true;
        }
        catch (IOException error) when (DiskFileLock.MeansHeld(error))
        {
            return false;
        }
    }

    private void Release(long number)
    {
        if (_held.Remove(number, out var handle))
            handle.Dispose();
    }
}
