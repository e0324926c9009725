namespace Chronograph.Selftest;

/// <summary>What a read of memory that no cache holds costs: each address depends on the read before.</summary>
internal static class MemoryFloor
{
    private const int Elements = 1 << 26;

    /// <summary>Nanoseconds of one.</summary>
    public static double RandomReadNs()
    {
        var memory = new int[Elements];
        for (var index = 0; index < Elements; index++)
            memory[index] = index;
        // Sattolo's shuffle: one cycle through all elements.
        var random = new Random(1);
        for (var index = Elements - 1; index > 0; index--)
        {
            var other = random.Next(index);
            (memory[index], memory[other]) = (memory[other], memory[index]);
        }

        return Timing.Ns((from, count) =>
        {
            var place = from & (Elements - 1);
            for (var step = 0; step < count; step++)
                place = memory[place];
            return place;
        });
    }
}
