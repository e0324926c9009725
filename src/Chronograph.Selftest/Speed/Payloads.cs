namespace Chronograph.Selftest;

/// <summary>Payloads to measure with.</summary>
internal static class Payloads
{
    private const int Seed = 1;

    /// <summary>The same bytes at every run, without a pattern.</summary>
    public static byte[] Random(int length)
    {
        var payload = new byte[length];
        new Random(Seed).NextBytes(payload);
        return payload;
    }
}
