namespace Chronograph.Selftest;

/// <summary>What is measured of a graph, and where.</summary>
/// <param name="Directory">A directory on the disk to measure on. Stores made in it stay, and are used again.</param>
/// <param name="Nodes">Nodes of the large store.</param>
/// <param name="EdgesPerNode">Edges that leave each.</param>
internal sealed record GraphSpeedOptions(string Directory, int Nodes, int EdgesPerNode);
