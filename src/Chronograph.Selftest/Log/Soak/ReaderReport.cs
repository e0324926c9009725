using System.Globalization;

namespace Chronograph.Selftest;

/// <summary>What a reader tells its supervisor, one line each.</summary>
/// <remarks>
/// A kill may cut the last line anywhere. Numbers have a fixed width, so that what is left of one is no number.
/// </remarks>
/// <param name="Kind">What it tells.</param>
/// <param name="Sequence">The message to read next.</param>
internal readonly record struct ReaderReport(ReaderReportKind Kind, long Sequence)
{
    private const int Digits = 16;

    public static ReaderReport? TryParse(string line)
    {
        var words = line.Split(' ');
        return words is [var kind, { Length: Digits } number]
            && Enum.TryParse<ReaderReportKind>(kind, out var parsed)
            && long.TryParse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sequence)
            ? new ReaderReport(parsed, sequence)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Sequence:X16}");
}

internal enum ReaderReportKind
{
    /// <summary>A life begins at this place of the cursor.</summary>
    Begun,

    /// <summary>The cursor is about to be saved: a kill leaves this place or the one before.</summary>
    Saving,

    /// <summary>The cursor was saved.</summary>
    Saved,

    /// <summary>The last message of the run was read and the cursor saved.</summary>
    Ended,
}
