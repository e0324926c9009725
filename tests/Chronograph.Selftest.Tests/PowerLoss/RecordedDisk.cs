using System.Text;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

/// <summary>A recorded directory, and short ways to say what may be left of it.</summary>
internal sealed class RecordedDisk : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public RecordedDisk() => Files = new RecordingFileSystem(_directory.Path, new UnflushedDisk());

    public RecordingFileSystem Files { get; }

    public string this[string relative] => _directory[relative];

    public void Dispose() => _directory.Dispose();

    /// <summary>The last moment of the recording.</summary>
    public CrashPoint Now => Files.Recording.CrashPoints().Last();

    /// <summary>Every image of the last moment.</summary>
    public IReadOnlyList<CrashImage> AllImages()
    {
        var images = Now.Images(100_000, new Random(0));
        Assert.True(images.Complete);
        return images.Images;
    }

    /// <summary>Every image of the last moment, each as its files with their first bytes.</summary>
    public IEnumerable<string> AllStates() => AllImages().Select(Describe).Order(StringComparer.Ordinal);

    public StorageFile Create(string relative, string content)
    {
        var file = Files.Open(_directory[relative], FileIntent.CreateOrTruncate);
        if (content.Length > 0)
            file.Write(Encoding.ASCII.GetBytes(content), 0);
        return file;
    }

    public void CreateDurably(string relative, string content)
    {
        using var file = Create(relative, content);
        file.Flush();
        Files.SyncDirectory(Path.GetDirectoryName(_directory[relative])!);
    }

    public static string Describe(CrashImage image) => string.Join(' ', image.Files.Select(file => $"{file.Path}={TextOf(file)}"));

    private static string TextOf(ImageFile file) => Encoding.ASCII.GetString(file.ToArray()).Replace('\0', '.');
}
