namespace Chronograph.Code;

/// <summary>What should be indexed is not there: no such folder, no C# files, no repository, no such branch.</summary>
/// <remarks>Nothing was created or changed.</remarks>
public sealed class SourceNotFoundException : Exception
{
    /// <summary>Reports what is missing.</summary>
    /// <param name="path">The folder that was to be indexed.</param>
    /// <param name="message">What is missing, and what to do next.</param>
    public SourceNotFoundException(string path, string message)
        : base(message) => Path = path;

    /// <summary>The folder that was to be indexed.</summary>
    public string Path { get; }
}
