using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>A segment that versions of a store need.</summary>
internal sealed record AuditedSegment
{
    /// <summary>What the newest version says about it.</summary>
    public required SegmentDescriptor Descriptor { get; init; }

    /// <summary>The oldest version that needs it.</summary>
    public required GraphVersion First { get; init; }

    /// <summary>The newest.</summary>
    public required GraphVersion Last { get; init; }

    /// <summary>Whether all of them were collected, so that it may lie in <c>gc/</c>.</summary>
    public required bool IsCollected { get; init; }

    /// <summary>What versions say that it does to older segments; as a rule all say the same.</summary>
    public required ImmutableArray<ReplacementClaim> Claims { get; init; }

    /// <summary>The segments of its kind in the oldest version that needs it; in one that was collected only where all were.</summary>
    public ImmutableArray<SegmentName> Layers { get; init; } = [];

    /// <summary>Its place among them.</summary>
    public int Layer { get; init; }

    public static AuditedSegment Of(SegmentDescriptor descriptor, GraphVersion version) =>
        new() { Descriptor = descriptor, First = version, Last = version, IsCollected = true, Claims = [] };

    /// <summary>With a version that is older than those before.</summary>
    public AuditedSegment With(SegmentDescriptor descriptor, GraphVersion version, bool isCollected, ImmutableArray<SegmentName> layers, int layer) => this with
    {
        First = version,
        IsCollected = IsCollected && isCollected,
        Claims = With(new ReplacementClaim(descriptor.AddsOnly, descriptor.Replaced, version, version)),
        Layers = isCollected && !IsCollected ? Layers : layers,
        Layer = isCollected && !IsCollected ? Layer : layer,
    };

    private ImmutableArray<ReplacementClaim> With(ReplacementClaim claim)
    {
        for (var place = 0; place < Claims.Length; place++)
        {
            if (Claims[place].SaysAs(claim))
                return Claims.SetItem(place, Claims[place] with { First = claim.First });
        }

        return Claims.Add(claim);
    }
}
