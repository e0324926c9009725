namespace Chronograph.Storage;

/// <summary>A file is sound but was written in a format, or with a feature, that this build does not know.</summary>
public sealed class UnsupportedFormatException : ChronographException
{
    /// <summary>Reports a format this build cannot read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="detail">Which version or feature was found, and which are known.</param>
    public UnsupportedFormatException(string path, string detail)
        : base(path, $"{path} needs a newer Chronograph: {detail}.") => Detail = detail;

    /// <summary>Which version or feature was found, and which are known.</summary>
    public string Detail { get; }
}
