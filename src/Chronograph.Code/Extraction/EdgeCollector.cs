using System.Runtime.CompilerServices;

namespace Chronograph.Code;

/// <summary>Gathers the edges of one file, each once, and the external nodes that they lead to.</summary>
internal sealed class EdgeCollector
{
    private readonly HashSet<SeenEdge> _seen = [];
    private readonly HashSet<Target> _externals = new(ReferenceEqualityComparer.Instance);

    public List<EdgeKey> Edges { get; } = [];

    public IEnumerable<NodeContribution> Externals => _externals.Select(static target => target.External!);

    public void Add(string source, string type, Target target)
    {
        if (!_seen.Add(new SeenEdge(source, type, target)))
            return;
        Edges.Add(new EdgeKey(source, type, target.Id));
        if (target.External is not null)
            _externals.Add(target);
    }

    /// <summary>Compared by reference: a file has one object for each of its ids and targets.</summary>
    private readonly struct SeenEdge(string source, string type, Target target) : IEquatable<SeenEdge>
    {
        private readonly string _source = source;
        private readonly string _type = type;
        private readonly Target _target = target;

        public bool Equals(SeenEdge other) =>
            ReferenceEquals(_target, other._target) && ReferenceEquals(_source, other._source) && ReferenceEquals(_type, other._type);

        public override bool Equals(object? obj) => obj is SeenEdge other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(
            RuntimeHelpers.GetHashCode(_source), RuntimeHelpers.GetHashCode(_type), RuntimeHelpers.GetHashCode(_target));
    }
}
