namespace Chronograph.Storage;

/// <summary>A small file that one writer replaces again and again, so that a reader, and a crash, find one content or the next.</summary>
/// <remarks>
/// Two files exchange the name: one is read by everybody, the other is written. So nothing is created and nothing deleted
/// from one replacement to the next, which costs a file system without a journal most. A file that was replaced is written
/// to again only while nobody else can see that: who had it open before still reads what it was, and gets his own. Where
/// names cannot be exchanged, every replacement is a new file that is renamed; so it is without flushes, since what is
/// written to again must be durable in its place first. For one thread at a time.
/// </remarks>
/// <param name="files">Where it is.</param>
/// <param name="path">The file.</param>
/// <param name="durable">Whether a replacement survives a power loss.</param>
internal sealed class SwappedFile(FileSystem files, string path, bool durable) : IDisposable
{
    private readonly string _otherPath = path + AtomicFile.TemporarySuffix;

    private StorageFile? _current; // null for one that somebody else has put there
    private StorageFile? _other;

    /// <summary>Writes what will be there next, under another name.</summary>
    /// <returns>The file, to be flushed before <see cref="Replace"/>. It stays with this object.</returns>
    /// <exception cref="StorageFullException">The disk is full. What is there is as it was.</exception>
    public StorageFile Write(ReadOnlySpan<byte> content)
    {
        if (_other is not { IsUnshared: true })
            Renew();
        _other!.Write(content, 0);
        if (_other.Length != content.Length)
            _other.SetLength(content.Length);
        return _other;
    }

    /// <summary>Puts what was written last, and flushed where it is to be durable, in its place.</summary>
    /// <exception cref="IOException">It is not known which of the two is there after a power loss. Not to be used again.</exception>
    public void Replace()
    {
        if (durable)
            Swap();
        else
            Rename();
    }

    public void Dispose()
    {
        _current?.Dispose();
        if (_other is null)
            return;
        _other.Dispose();
        try
        {
            files.Delete(_otherPath);
        }
        catch (IOException)
        {
            // It says nothing where it is: the next writer replaces it.
        }
    }

    private void Rename()
    {
        _other?.Dispose();
        _other = null;
        files.Rename(_otherPath, path);
    }

    private void Swap()
    {
        var (next, replaced) = (_other, _current);
        _other = null;
        try
        {
            if (replaced is null || !files.TryExchange(_otherPath, path))
            {
                files.Rename(_otherPath, path);
                replaced?.Dispose();
                replaced = null;
            }

            _current = next;
            files.SyncDirectory(Path.GetDirectoryName(path)!);
        }
        catch
        {
            next?.Dispose();
            replaced?.Dispose();
            _current = null;
            throw;
        }

        _other = replaced;
    }

    // One that a crash left is not written to: it may have other names.
    private void Renew()
    {
        _other?.Dispose();
        files.Delete(_otherPath);
        _other = files.Open(_otherPath, FileIntent.CreateNew);
    }
}
