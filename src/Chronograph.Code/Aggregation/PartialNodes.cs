using Chronograph.Graph;

namespace Chronograph.Code;

/// <summary>Makes one node of what several files contribute to it.</summary>
internal static class PartialNodes
{
    /// <remarks>Contributions without parts are equal but for namesakes in several assemblies; the ordinally first speaks.</remarks>
    public static Node Combine(IEnumerable<NodeContribution> contributions)
    {
        var all = contributions.ToList();
        var parts = all.Where(static c => c.Part is not null).Select(static c => c.Part!).ToList();
        if (parts.Count == 0)
            return all.Count == 1 ? all[0].Node : all.MinBy(static c => c.Node.Metadata, StringComparer.Ordinal)!.Node;
        parts.Sort(InOrder);
        return all.First(static c => c.Part is not null).Node with { ContentHash = HashOf(parts), Metadata = MetadataOf(parts) };
    }

    private static ulong HashOf(List<PartialPart> parts)
    {
        if (parts.Count == 1)
            return parts[0].ContentHash;
        var hasher = new ContentHasher();
        foreach (var part in parts)
            hasher.Add(part.ContentHash);
        return hasher.Value;
    }

    private static string MetadataOf(List<PartialPart> parts)
    {
        var accessibility = (parts.FirstOrDefault(static part => part.HasOwnAccessibility) ?? parts[0]).Accessibility;
        var modifiers = string.Join(' ', parts.SelectMany(static part => part.Modifiers.Split(' ')).Where(static m => m != "partial").Distinct());
        var signature = parts.Select(static part => part.Signature).FirstOrDefault(static text => text.Length > 0) ?? "";
        return NodeMetadata.OfDeclaration(
            parts[0].Lines, accessibility, modifiers.Length == 0 ? "partial" : modifiers + " partial", signature, parts);
    }

    private static int InOrder(PartialPart left, PartialPart right)
    {
        var byFile = string.CompareOrdinal(left.File, right.File);
        return byFile != 0 ? byFile : left.Lines.Start.CompareTo(right.Lines.Start);
    }
}
