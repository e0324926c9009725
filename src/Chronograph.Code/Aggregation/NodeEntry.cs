using Chronograph.Graph;

namespace Chronograph.Code;

/// <summary>A node with everything that files say of it, and what the store holds.</summary>
internal sealed class NodeEntry
{
    private readonly List<Voice> _voices = new(1);

    /// <summary>The node in the store, or <see langword="null"/>.</summary>
    public Node? Published { get; set; }

    /// <summary>The node that the files together want, or <see langword="null"/> when none does.</summary>
    public Node? Desired() => _voices.Count == 0 ? null : PartialNodes.Combine(_voices.Select(static voice => voice.Says));

    public void Add(NodeContribution contribution)
    {
        foreach (var voice in _voices)
        {
            if (voice.Says == contribution)
            {
                voice.Count++;
                return;
            }
        }

        _voices.Add(new Voice(contribution));
    }

    public void Remove(NodeContribution contribution)
    {
        var index = _voices.FindIndex(voice => voice.Says == contribution);
        if (--_voices[index].Count == 0)
            _voices.RemoveAt(index);
    }

    /// <summary>One opinion, and how many hold it: thousands for an external node, one for most others.</summary>
    private sealed class Voice(NodeContribution says)
    {
        public NodeContribution Says { get; } = says;

        public int Count { get; set; } = 1;
    }
}
