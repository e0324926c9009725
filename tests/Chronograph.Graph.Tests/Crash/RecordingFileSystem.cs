using Chronograph.Selftest;
namespace Chronograph.Graph.Tests;

/// <summary>Copies a directory before each operation that changes it: what a crash at that moment leaves behind.</summary>
internal sealed class RecordingFileSystem(string directory, string images) : ForwardingFileSystem
{
    private bool _recording;

    /// <summary>The copies, in order.</summary>
    public List<string> Images { get; } = [];

    public void Start() => _recording = true;

    public void Stop()
    {
        Take();
        _recording = false;
    }

    public override void Before(Operation operation, string path)
    {
        if (_recording)
            Take();
    }

    private void Take()
    {
        var image = Path.Combine(images, $"{Images.Count:D4}");
        Copy(directory, image);
        Images.Add(image);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(file => Path.GetFileName(file) != "writer.lock"))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from).Where(folder => Path.GetFileName(folder) != "history"))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
