using System.Globalization;

namespace Chronograph.Graph;

/// <summary>The number of a version: 1 for the first commit, one more for each that follows.</summary>
/// <param name="Number">The number; 0 is <see cref="None"/>.</param>
public readonly record struct GraphVersion(long Number) : IComparable<GraphVersion>
{
    /// <summary>The state before the first commit: no nodes, no edges.</summary>
    public static GraphVersion None => default;

    /// <inheritdoc/>
    public int CompareTo(GraphVersion other) => Number.CompareTo(other.Number);

    /// <summary>The number in digits.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
