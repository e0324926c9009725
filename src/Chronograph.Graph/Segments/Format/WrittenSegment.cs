namespace Chronograph.Graph;

/// <summary>What a segment file turned out to be once it was written.</summary>
internal readonly record struct WrittenSegment(long ByteSize, string Sha256);
