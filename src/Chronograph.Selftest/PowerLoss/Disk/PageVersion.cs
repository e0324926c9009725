namespace Chronograph.Selftest;

/// <summary>Bytes that a page of a file had.</summary>
/// <param name="Time">Since when.</param>
/// <param name="Bytes">The bytes; null when they are zero.</param>
/// <param name="Cut">Whether the page was cut off or into: no length from before goes with it, and no bytes from before with a length from now.</param>
internal readonly record struct PageVersion(int Time, byte[]? Bytes, bool Cut)
{
    /// <summary>A page that was never written.</summary>
    public static PageVersion Zero => new(-1, null, false);
}
