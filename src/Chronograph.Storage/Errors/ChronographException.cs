namespace Chronograph.Storage;

/// <summary>The base of every error that Chronograph itself reports. Each names the file or directory it is about.</summary>
public abstract class ChronographException : IOException
{
    private protected ChronographException(string path, string message, Exception? innerException = null)
        : base(message, innerException) => Path = path;

    /// <summary>The file or directory the error is about.</summary>
    public string Path { get; }
}
