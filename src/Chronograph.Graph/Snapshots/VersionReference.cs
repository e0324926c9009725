using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Chronograph.Graph;

/// <summary>A way to name a version: by number, tag, time, or the position of a source log.</summary>
public abstract record VersionReference
{
    private const string TagPrefix = "tag:";
    private const string TimePrefix = "time:";

    // Nothing looser: a day and a month that change places would name another version.
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private VersionReference()
    {
    }

    /// <summary>The newest version.</summary>
    public static VersionReference Latest { get; } = new LatestVersion();

    /// <summary>
    /// Reads <c>5</c>, <c>latest</c>, <c>tag:KEY=VALUE</c>, <c>time:ISO-8601</c> (without an offset: UTC), or
    /// <c>LOGNAME:SEQ</c>.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out VersionReference? reference)
    {
        reference = text switch
        {
            null => null,
            "latest" => Latest,
            _ when TryNumber(text, out var number) => new Exact(new GraphVersion(number)),
            _ when text.StartsWith(TagPrefix, StringComparison.Ordinal) => ParseTag(text[TagPrefix.Length..]),
            _ when text.StartsWith(TimePrefix, StringComparison.Ordinal) => ParseTime(text[TimePrefix.Length..]),
            _ => ParseSource(text),
        };
        return reference is not null;
    }

    private static WithTag? ParseTag(string text) =>
        text.IndexOf('=') is > 0 and var split ? new WithTag(text[..split], text[(split + 1)..]) : null;

    private static AtTime? ParseTime(string text) =>
        DateTimeOffset.TryParseExact(
            text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? new AtTime(time)
            : null;

    private static AtSource? ParseSource(string text) =>
        text.LastIndexOf(':') is > 0 and var split && TryNumber(text[(split + 1)..], out var sequence)
            ? new AtSource(text[..split], sequence)
            : null;

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>The newest version.</summary>
    public sealed record LatestVersion : VersionReference;

    /// <summary>The version with this number.</summary>
    public sealed record Exact(GraphVersion Version) : VersionReference;

    /// <summary>The newest version with this tag.</summary>
    public sealed record WithTag(string Key, string Value) : VersionReference;

    /// <summary>The newest version that was created at this time or before.</summary>
    public sealed record AtTime(DateTimeOffset Time) : VersionReference;

    /// <summary>The first version that holds this message of this source log.</summary>
    public sealed record AtSource(string Log, long Sequence) : VersionReference;
}
