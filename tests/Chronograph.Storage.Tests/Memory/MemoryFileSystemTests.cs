using Chronograph.Testing;

namespace Chronograph.Storage.Tests;

/// <summary>The file system in memory answers as the one of the operating system.</summary>
public sealed class MemoryFileSystemTests : IDisposable
{
    private const int Operations = 3000;

    private readonly TemporaryDirectory _directory = new();
    private readonly MemoryFileSystem _memory = new();

    public MemoryFileSystemTests() => _memory.CreateDirectory(_directory.Path);

    public void Dispose()
    {
        _memory.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void It_answers_as_the_disk_does_to_any_operations()
    {
        var random = Randomness.Create(out var seed);
        for (var done = 0; done < Operations; done++)
        {
            var operation = Choose(random);
            var (expected, found) = (Answer(FileSystem.Disk, operation), Answer(_memory, operation));
            Assert.True(expected == found, $"seed {seed}, operation {done}: {expected} on the disk, {found} in memory");
        }
    }

    [Fact]
    public void A_file_that_is_open_or_mapped_outlives_its_name_and_its_memory_goes_with_the_last()
    {
        var file = _memory.Open(_directory["a"], FileIntent.CreateNew);
        file.Write("content"u8, 0);
        var region = file.Map(MapAccess.ReadOnly, 7);
        _memory.Open(_directory["b"], FileIntent.CreateNew).Dispose();
        _memory.Rename(_directory["b"], _directory["a"]);
        Assert.Equal("content"u8.ToArray(), region.Read(0, 7).ToArray());
        file.Dispose();
        Assert.True(_memory.Bytes > 0);
        region.Dispose();
        region.Dispose();
        Assert.Equal(0, _memory.Bytes);
    }

    [Fact]
    public void Stores_through_a_mapping_reach_the_file_and_other_mappings()
    {
        using var file = _memory.Open(_directory["a"], FileIntent.CreateNew);
        file.SetLength(8192);
        using var writable = file.Map(MapAccess.ReadWrite, 8192);
        using var readable = file.Map(MapAccess.ReadOnly, 8192);
        writable.Write(5000, 3).Fill(7);
        writable.Populate(file.Path);
        Assert.Equal([7, 7, 7], readable.Read(5000, 3).ToArray());
        var read = new byte[3];
        file.ReadExactly(read, 5000);
        Assert.Equal([7, 7, 7], read);
        Assert.Throws<IOException>(() => file.Write([1], 1 << 20)); // it would have to move
    }

    [Fact]
    public void Writing_nothing_behind_the_end_extends_a_file_no_more_than_on_the_disk()
    {
        foreach (var files in new[] { FileSystem.Disk, _memory })
        {
            using var file = files.Open(_directory["a"], FileIntent.CreateNew);
            file.Write([], 100);
            Assert.Equal(0, file.Length);
        }
    }

    [Fact]
    public void The_lock_on_a_file_has_one_owner_and_goes_with_it()
    {
        var held = DirectoryLock.Acquire(_memory, _directory.Path);
        Assert.True(DirectoryLock.IsHeld(_memory, _directory.Path));
        var error = Assert.Throws<StoreLockedException>(() => DirectoryLock.Acquire(_memory, _directory.Path));
        Assert.Contains($"{Environment.ProcessId}", error.Message);
        held.Dispose();
        DirectoryLock.Acquire(_memory, _directory.Path).Dispose();
    }

    [Fact]
    public void Disposing_it_takes_all_names_and_leaves_what_is_open()
    {
        var file = _memory.Open(_directory["a"], FileIntent.CreateNew);
        file.Write(new byte[1000], 0);
        _memory.Dispose();
        Assert.Equal(1000, file.Length);
        Assert.Throws<ObjectDisposedException>(() => _memory.FileExists(_directory["a"]));
        file.Dispose();
        Assert.Equal(0, _memory.Bytes);
        Assert.Throws<ObjectDisposedException>(() => file.Length);
    }

    private Func<FileSystem, string> Choose(Random random)
    {
        var (name, other, directory) = (Name(random), Name(random), Directory(random));
        var (offset, length, value) = (random.Next(3000), random.Next(2000), (byte)random.Next(256));
        var intent = (FileIntent)random.Next(5);
        return random.Next(12) switch
        {
            0 => files => string.Join(',', files.ListFiles(directory)),
            1 => files => string.Join(',', files.ListDirectories(directory)),
            2 => files => $"{files.FileExists(name)} {files.DirectoryExists(directory)} {files.IdentityOf(name) is not null}",
            3 => Done(files => files.CreateDirectory(directory)),
            4 => Done(files => files.DeleteDirectory(directory)),
            5 => Done(files => files.Delete(name)),
            6 => Done(files => files.Rename(name, other)),
            7 => files => files.FileExists(name) ? Convert.ToHexString(files.ReadAllBytes(name)) : "none",
            8 => Done(files => files.OpenLocks(name, LockKind.Shared).Dispose()),
            9 => files => Opened(files, name, FileIntent.ReadWrite, file => file.SetLength(length)),
            _ => files => Opened(files, name, intent, file =>
            {
                if (intent != FileIntent.ReadOnly)
                    file.Write(Enumerable.Repeat(value, length).ToArray(), offset);
            }),
        };
    }

    /// <summary>One of a few names of files, of which some are in directories that are there or not.</summary>
    private string Name(Random random) =>
        random.Next(2) == 0 ? _directory[$"file{random.Next(4)}"] : Path.Combine(Directory(random), $"file{random.Next(3)}");

    private string Directory(Random random) => _directory[random.Next(2) == 0 ? "outer" : "outer/inner"];

    private static Func<FileSystem, string> Done(Action<FileSystem> act) => files =>
    {
        act(files);
        return "done";
    };

    private static string Opened(FileSystem files, string name, FileIntent intent, Action<StorageFile> act)
    {
        using var file = files.Open(name, intent);
        act(file);
        var bytes = new byte[file.Length + 1];
        return $"{file.Length} {file.Read(bytes, 0)} {Convert.ToHexString(bytes)}";
    }

    /// <summary>What comes out, or which kind of failure.</summary>
    private static string Answer(FileSystem files, Func<FileSystem, string> operation)
    {
        try
        {
            return operation(files);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error is FileNotFoundException or DirectoryNotFoundException ? "not found" : "refused";
        }
    }
}
