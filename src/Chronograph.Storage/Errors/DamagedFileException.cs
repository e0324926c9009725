namespace Chronograph.Storage;

/// <summary>A file does not hold what its format and checksums promise.</summary>
/// <remarks>Nothing was changed. What is undamaged in the store or log stays readable.</remarks>
public sealed class DamagedFileException : ChronographException
{
    /// <summary>Reports damage at a place in a file.</summary>
    /// <param name="path">The damaged file.</param>
    /// <param name="offset">Offset in bytes of the first structure that is wrong.</param>
    /// <param name="reason">What was expected and what was found.</param>
    /// <param name="innerException">The error that revealed the damage, when there was one.</param>
    public DamagedFileException(string path, long offset, string reason, Exception? innerException = null)
        : base(path, $"{path} is damaged at offset {offset}: {reason}.", innerException)
    {
        Offset = offset;
        Reason = reason;
    }

    /// <summary>Offset in bytes of the first structure that is wrong.</summary>
    public long Offset { get; }

    /// <summary>What was expected and what was found.</summary>
    public string Reason { get; }
}
