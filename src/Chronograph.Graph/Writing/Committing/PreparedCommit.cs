using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>A version whose files are written and that one step more makes the newest. For the one writer.</summary>
/// <param name="opened">The segments of the version, where they were opened already.</param>
internal sealed class PreparedCommit(NextVersion next, SegmentCommit segments, Manifest manifest, SegmentLease? opened)
{
    public Manifest Manifest => manifest;

    /// <summary>The segments of the version, where they were opened already; for who takes it as the newest.</summary>
    public SegmentLease? Segments => opened;

    /// <summary>The moment of the commit.</summary>
    /// <exception cref="ChronographException">Nothing was committed, and what was written is removed again.</exception>
    /// <exception cref="IOException">It is not known whether the version was committed.</exception>
    public Manifest Publish()
    {
        try
        {
            next.Publish();
            return manifest;
        }
        catch (ChronographException)
        {
            Abandon();
            throw;
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>Removes the segments. The manifest stays until the next commit of its number overwrites it.</summary>
    public void Abandon()
    {
        Release();
        segments.Abandon();
    }

    /// <summary>Lets go of the segments and leaves their files.</summary>
    public void Release() => opened?.Dispose();
}
