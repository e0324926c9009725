using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>A version whose files are written and that one step more makes the newest. For the one writer.</summary>
internal sealed class PreparedCommit(NextVersion next, SegmentCommit segments, Manifest manifest)
{
    public Manifest Manifest => manifest;

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
            segments.Abandon();
            throw;
        }
    }

    /// <summary>Removes the segments. The manifest stays until the next commit of its number overwrites it.</summary>
    public void Abandon() => segments.Abandon();
}
