namespace Chronograph.Testing;

/// <summary>A directory of its own for one test, removed with everything in it when the test ends.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public TemporaryDirectory() => Path = Directory.CreateTempSubdirectory("chronograph-test-").FullName;

    public string Path { get; }

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    // Once more where a process that is just ending has put another file there meanwhile.
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            Thread.Sleep(500);
            Directory.Delete(Path, recursive: true);
        }
    }

    public override string ToString() => Path;
}
