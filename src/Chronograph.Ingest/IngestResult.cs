using Chronograph.Graph;

namespace Chronograph.Ingest;

/// <summary>What one run did.</summary>
/// <param name="Messages">Messages read.</param>
/// <param name="Versions">Versions committed.</param>
/// <param name="Rejected">Messages set aside.</param>
/// <param name="Version">The store's latest version after the run.</param>
public sealed record IngestResult(long Messages, int Versions, int Rejected, GraphVersion Version);
