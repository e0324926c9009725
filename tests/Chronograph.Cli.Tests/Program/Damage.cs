namespace Chronograph.Cli.Tests;

/// <summary>Does to a file what a bad disk does.</summary>
internal static class Damage
{
    /// <summary>Inverts the lowest bit of a byte.</summary>
    public static void FlipABit(string file, long offset)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Position = offset;
        var value = stream.ReadByte();
        stream.Position = offset;
        stream.WriteByte((byte)(value ^ 1));
    }
}
