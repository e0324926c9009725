namespace Chronograph.Log;

/// <summary>What the next record of a log must go on from.</summary>
/// <param name="NextSequence">Its sequence number.</param>
/// <param name="TimestampNs">It is not older.</param>
/// <param name="Epoch">Nor of an earlier writer.</param>
internal readonly record struct RecordOrder(long NextSequence, long TimestampNs, uint Epoch)
{
    /// <summary>The order behind a record.</summary>
    public static RecordOrder Behind(in RecordHeader record) => new(record.NextSequence, record.TimestampNs, record.WriterEpoch);

    /// <summary>Whether a record may follow here.</summary>
    public bool Admits(in RecordHeader record) =>
        record.Sequence == NextSequence && record.TimestampNs >= TimestampNs && record.WriterEpoch >= Epoch;
}
