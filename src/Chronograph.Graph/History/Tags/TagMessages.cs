using Chronograph.Log;

namespace Chronograph.Graph;

/// <summary>The tags and request ids in the newest messages of a history.</summary>
/// <param name="Count">How many messages there are.</param>
/// <param name="StampOfLast">The <see cref="HistoryStamp"/> of the last.</param>
/// <param name="NewestVersion">The newest version whose commit is told of, here or before.</param>
/// <param name="Entries">Ascending.</param>
internal sealed record TagMessages(long Count, ulong StampOfLast, GraphVersion NewestVersion, IReadOnlyList<TagEntry> Entries)
{
    /// <summary>Reads the messages from one on.</summary>
    /// <param name="newest">The newest version whose commit the messages before tell of.</param>
    /// <returns>Null when one of them is not an event, or a version is missing: such a history is not believed.</returns>
    public static TagMessages? Read(MessageLog history, long first, GraphVersion newest)
    {
        var entries = new List<TagEntry>();
        var count = 0L;
        using var reader = history.CreateReader(LogStart.At(first));
        for (; reader.TryRead(out var message); count++)
        {
            if (HistoryRecord.Read(message.Payload) is not { } record)
                return null;
            entries.AddRange(record.Tags.Select(tag => TagEntry.Of(tag.Key, tag.Value, record.Version)));
            if (!((HistoryEventKind)message.Type).MakesVersion())
                continue;
            if (record.Parent != newest)
                return null;
            newest = record.Version;
        }

        entries.Sort();
        return count == 0 ? null : new TagMessages(count, HistoryStamp.Of(history, first + count - 1), newest, entries);
    }
}
