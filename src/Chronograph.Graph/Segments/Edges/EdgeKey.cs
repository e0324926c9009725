using System.Numerics;

namespace Chronograph.Graph;

/// <summary>Hashes the key of an edge for the bloom filter; part of the format.</summary>
internal static class EdgeKey
{
    private const int TargetRotation = 21;

    /// <param name="type">The id of the type's name, <see cref="NodeId.FromUtf8"/>.</param>
    public static NodeId Hash(NodeId source, NodeId type, NodeId target) => new(
        source.High ^ type.High ^ BitOperations.RotateLeft(target.High, TargetRotation),
        source.Low ^ type.Low ^ BitOperations.RotateLeft(target.Low, TargetRotation));
}
