namespace Chronograph.Selftest;

/// <summary>A file of a crash image.</summary>
/// <param name="path">Where it is, below the root.</param>
/// <param name="length">Its length in bytes.</param>
internal sealed class ImageFile(string path, long length)
{
    private readonly List<PageContent> _pages = [];
    private HashCode _fingerprint;

    public string Path { get; } = path;

    public long Length { get; } = length;

    /// <summary>Tells files with different choices apart.</summary>
    public int Fingerprint => _fingerprint.ToHashCode();

    /// <summary>Adds a page; pages that are not added are zero.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="version">Since when the page had these bytes; null when it never did, because they are torn.</param>
    public void Add(long number, byte[]? bytes, int? version)
    {
        _fingerprint.Add((number, version));
        if (version is null)
            _fingerprint.AddBytes(bytes);
        if (bytes is not null)
            _pages.Add(new PageContent(number, bytes));
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        foreach (var page in _pages)
        {
            var start = page.Number * PageContent.Size;
            page.Bytes.AsSpan(0, (int)Math.Min(PageContent.Size, Length - start)).CopyTo(bytes.AsSpan((int)start));
        }

        return bytes;
    }
}
