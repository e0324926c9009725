namespace Chronograph.Code;

/// <summary>The git program is missing or refused a command.</summary>
public sealed class GitException : Exception
{
    /// <summary>Reports a failure of git.</summary>
    /// <param name="path">The folder in which git ran.</param>
    /// <param name="message">What was asked of git, and its own words.</param>
    /// <param name="isMissing">Whether there is no git program at all.</param>
    /// <param name="innerException">The error that revealed it, when there was one.</param>
    public GitException(string path, string message, bool isMissing = false, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
        IsMissing = isMissing;
    }

    /// <summary>The folder in which git ran.</summary>
    public string Path { get; }

    /// <summary>Whether there is no git program at all; otherwise it ran and failed.</summary>
    public bool IsMissing { get; }
}
