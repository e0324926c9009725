using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>The semantic ids of all nodes of a batch in the order of their ids: nodes and edges write the same ones.</summary>
/// <remarks>They are taken out of the batch, which has no use for them then.</remarks>
internal static class OrderedTexts
{
    // They lie in memory as they came, and each would be waited for by itself.
    private const int TouchedTogether = 64;

    /// <exception cref="InvalidOperationException">An edge names a node id without a known semantic id.</exception>
    [MethodImpl(Bulk.Loop)]
    public static TextBuilder Gather(SemanticIds ids, ScratchSpace scratch)
    {
        var texts = new TextBuilder(scratch);
        try
        {
            var order = ids.Order();
            for (var start = 0; start < order.Count; start += TouchedTogether)
            {
                var numbers = order.Numbers.Slice(start, Math.Min(TouchedTogether, order.Count - start));
                ids.TouchTexts(numbers);
                foreach (var number in numbers)
                    texts.Add(ids.Text(number) is { IsEmpty: false } text ? text : throw IdentityConflict.Unknown(ids.Id(number)));
            }

            ids.ReleaseTexts();
            return texts;
        }
        catch
        {
            texts.Dispose();
            throw;
        }
    }
}
