namespace Chronograph.Storage.Tests;

/// <summary>The disk, with a list of what was done to directories and which files were deleted.</summary>
internal sealed class RecordingFileSystem : FileSystem
{
    public List<string> Operations { get; } = [];

    public override bool DirectoryExists(string path) => Disk.DirectoryExists(path);

    public override void CreateDirectory(string path)
    {
        Operations.Add($"Create {path}");
        Disk.CreateDirectory(path);
    }

    public override void DeleteDirectory(string path) => Disk.DeleteDirectory(path);

    public override IReadOnlyList<string> ListFiles(string directory) => Disk.ListFiles(directory);

    public override IReadOnlyList<string> ListDirectories(string directory) => Disk.ListDirectories(directory);

    public override bool FileExists(string path) => Disk.FileExists(path);

    public override StorageFile Open(string path, FileIntent intent) => Disk.Open(path, intent);

    public override void Rename(string from, string to) => Disk.Rename(from, to);

    public override void Delete(string path)
    {
        Operations.Add($"Delete {path}");
        Disk.Delete(path);
    }

    public override void SyncDirectory(string directory)
    {
        Operations.Add($"Flush {directory}");
        Disk.SyncDirectory(directory);
    }

    public override FileLock? TryLock(string path) => Disk.TryLock(path);

    public override bool IsLocked(string path) => Disk.IsLocked(path);

    public override byte[] ReadAllBytes(string path) => Disk.ReadAllBytes(path);
}
