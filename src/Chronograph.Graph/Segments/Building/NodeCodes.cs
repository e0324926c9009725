namespace Chronograph.Graph;

/// <summary>Which texts of a segment's dictionaries a node has.</summary>
internal readonly record struct NodeCodes(int Type, int Name, int File);
