namespace Chronograph.Selftest;

/// <summary>A directory that is there until it is disposed.</summary>
internal sealed class WorkDirectory : IDisposable
{
    public WorkDirectory(string path) => Path = Directory.CreateDirectory(path).FullName;

    public string Path { get; }

    /// <summary>Removes what is in it.</summary>
    /// <returns>Its path.</returns>
    public string Empty()
    {
        Directory.Delete(Path, recursive: true);
        return Directory.CreateDirectory(Path).FullName;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
