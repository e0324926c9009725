using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>All that the manifest of a version says: the version, the segments it is made of, and its place in the chain.</summary>
/// <remarks>An object of its own, which stays valid. The file is described in docs/format/manifest.md.</remarks>
public sealed class VersionManifest
{
    private readonly Manifest _manifest;

    internal VersionManifest(Manifest manifest) => _manifest = manifest;

    /// <summary>Number, time, parent, tags, counts and sources.</summary>
    public VersionInfo Info => _manifest.Info;

    /// <summary>Its node segments, oldest first: a record in a later one overrides those of earlier ones.</summary>
    public ImmutableArray<SegmentDescriptor> NodeSegments => _manifest.State.NodeSegments;

    /// <summary>Its edge segments, oldest first.</summary>
    public ImmutableArray<SegmentDescriptor> EdgeSegments => _manifest.State.EdgeSegments;

    /// <summary>Every file that the version needs beside its manifest.</summary>
    public IEnumerable<SegmentReference> Segments => _manifest.State.References();

    /// <summary>The hash of everything in the manifest but its tags, by which the next version names it.</summary>
    public string Sha256 => _manifest.Sha256;

    /// <summary>The <see cref="Sha256"/> of the parent; empty for the first version.</summary>
    public string ParentSha256 => _manifest.ParentSha256;

    /// <summary>Which opening of the store for writing made it: one more each time.</summary>
    public long WriterEpoch => _manifest.WriterEpoch;

    /// <summary>Higher than every segment number used up to this version.</summary>
    public long NextSegmentId => _manifest.State.NextSegmentId;
}
