namespace Chronograph.Cli;

/// <summary>A directory that goes again when the command that made it does not come to an end.</summary>
/// <remarks>One that was there before stays, whatever happens.</remarks>
internal sealed class NewDirectory(string path) : IDisposable
{
    private readonly bool _wasThere = Directory.Exists(path);
    private bool _keep;

    /// <summary>The command has done its work.</summary>
    public void Keep() => _keep = true;

    public void Dispose()
    {
        if (!_keep && !_wasThere && Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
