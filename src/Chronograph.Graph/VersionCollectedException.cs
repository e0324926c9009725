namespace Chronograph.Graph;

/// <summary>A version was asked for that retention has removed.</summary>
public sealed class VersionCollectedException : Exception
{
    /// <summary>Reports a version that is no longer there.</summary>
    /// <param name="path">The store's directory.</param>
    /// <param name="version">What was asked for.</param>
    /// <param name="nextKept">The next newer version that still exists.</param>
    public VersionCollectedException(string path, GraphVersion version, GraphVersion nextKept)
        : base($"Version {version} of {path} was already removed by retention; the next that is still there is version {nextKept}.")
    {
        Path = path;
        Version = version;
        NextKept = nextKept;
    }

    /// <summary>The store's directory.</summary>
    public string Path { get; }

    /// <summary>What was asked for.</summary>
    public GraphVersion Version { get; }

    /// <summary>The next newer version that still exists.</summary>
    public GraphVersion NextKept { get; }
}
