using Chronograph.Log;

namespace Chronograph.Graph;

/// <summary>The end of a store's history.</summary>
internal static class HistoryTail
{
    /// <summary>The last commit that is recorded, null when there is none; the few tag events behind it are passed over.</summary>
    public static HistoryRecord? LastCommit(MessageLog log)
    {
        for (var sequence = log.NextSequence - 1; sequence >= log.FirstSequence && sequence > 0; sequence--)
        {
            using var reader = log.CreateReader(LogStart.At(sequence));
            if (reader.TryRead(out var message) && ((HistoryEventKind)message.Type).MakesVersion())
                return HistoryRecord.Read(message.Payload);
        }

        return null;
    }
}
