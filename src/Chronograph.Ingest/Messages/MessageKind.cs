namespace Chronograph.Ingest;

/// <summary>The type ids of the messages that ingest understands (docs/format/ingest.md). Never renumbered.</summary>
internal enum MessageKind : ushort
{
    UpsertNode = 1,
    UpsertEdge = 2,
    DeleteNode = 3,
    DeleteEdge = 4,
    ReplaceFile = 5,
    Commit = 6,
}
