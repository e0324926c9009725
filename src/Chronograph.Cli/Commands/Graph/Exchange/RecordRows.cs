using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Takes a node that was read; its texts are valid during the call.</summary>
/// <param name="line">The line on which it begins, from 1.</param>
/// <param name="node">The node.</param>
internal delegate void NodeRow(long line, in Utf8Node node);

/// <summary>Takes an edge that was read; its texts are valid during the call.</summary>
/// <param name="line">The line on which it begins, from 1.</param>
/// <param name="source">Semantic id of the source.</param>
/// <param name="type">The type.</param>
/// <param name="target">Semantic id of the target.</param>
/// <param name="metadata">The metadata, or empty.</param>
internal delegate void EdgeRow(
    long line, ReadOnlySpan<byte> source, ReadOnlySpan<byte> type, ReadOnlySpan<byte> target, ReadOnlySpan<byte> metadata);
