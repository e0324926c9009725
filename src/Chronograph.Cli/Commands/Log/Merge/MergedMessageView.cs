namespace Chronograph.Cli;

/// <summary>How a message of one of several logs looks in a list.</summary>
internal static class MergedMessageView
{
    /// <summary>As a message of one log, with the name of its log.</summary>
    /// <param name="logs">The names of the logs, as they were typed.</param>
    public static ItemView<PrintedMergedMessage> Of(IReadOnlyList<string> logs) => new(
        [
            new("log", merged => logs[merged.Source], MinimumWidth: logs.Max(log => log.Length)),
            .. MessageView.Instance.Columns.Select(Merged),
        ],
        (json, merged) =>
        {
            json.WriteString("log", logs[merged.Source]);
            MessageView.Instance.Json(json, merged.Message);
            if (merged.IsLate)
                json.WriteBoolean("late", true);
        });

    private static TextColumn<PrintedMergedMessage> Merged(TextColumn<PrintedMessage> column) =>
        new(column.Header, merged => column.Cell(merged.Message), column.RightAligned, column.MinimumWidth);
}
