using System.Globalization;

namespace Chronograph.Log;

/// <summary>The number of a segment. Numbers grow by one and are never used again.</summary>
internal readonly record struct SegmentId(long Value) : IComparable<SegmentId>
{
    private const int Digits = 9;
    private const int LongestName = 18;

    public static SegmentId First => new(0);

    /// <summary>Greater than any that there is.</summary>
    public static SegmentId Last => new(long.MaxValue);

    public SegmentId Next => new(Value + 1);

    public SegmentId Previous => new(Value - 1);

    public int CompareTo(SegmentId other) => Value.CompareTo(other.Value);

    /// <summary>The name of the segment's files, without extension: nine digits, more when needed.</summary>
    public override string ToString() => Value.ToString("D9", CultureInfo.InvariantCulture);

    public static bool operator <(SegmentId left, SegmentId right) => left.Value < right.Value;

    public static bool operator >(SegmentId left, SegmentId right) => left.Value > right.Value;

    public static bool operator <=(SegmentId left, SegmentId right) => left.Value <= right.Value;

    public static bool operator >=(SegmentId left, SegmentId right) => left.Value >= right.Value;

    /// <summary>Reads exactly what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SegmentId id)
    {
        id = default;
        if (text.Length is < Digits or > LongestName || text.ContainsAnyExceptInRange('0', '9'))
            return false;
        if (text.Length > Digits && text[0] == '0')
            return false;
        id = new SegmentId(long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }
}
