using System.Runtime.InteropServices;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class IdOrderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(30_000)]
    public void Many_ids_are_found_under_their_numbers_and_absent_ones_are_not(int count)
    {
        var random = Randomness.Create(out var seed);
        var known = Ids(random, count);
        var asked = known.Concat(Ids(random, 1_000)).ToArray();
        random.Shuffle(asked);
        var numbers = new int[asked.Length];

        IdOrder.Of(known).Find(asked, numbers, new NodeId[asked.Length], new int[asked.Length]);

        var expected = known.Select((id, number) => (id, number)).ToDictionary();
        Assert.True(asked.Select(id => expected.GetValueOrDefault(id, -1)).SequenceEqual(numbers), $"seed {seed}");
    }

    [Fact]
    public void Ids_that_begin_alike_are_found_all_the_same()
    {
        var known = Enumerable.Range(0, 500).Select(low => new NodeId(7, (ulong)low)).ToArray();
        var order = IdOrder.Of(known);

        Assert.Equal(Enumerable.Range(0, 500), known.Select(order.Find));
        Assert.Equal(-1, order.Find(new NodeId(7, 500)));
    }

    [Fact]
    public void The_order_is_ascending_and_keeps_the_numbers()
    {
        var known = Ids(Randomness.Create(out var seed), 5_000);

        var order = IdOrder.Of(known);

        Assert.True(order.Ids.SequenceEqual(known.Order().ToArray()), $"seed {seed}");
        Assert.All(Enumerable.Range(0, order.Count), place => Assert.Equal(known[order.Numbers[place]], order.Ids[place]));
    }

    private static NodeId[] Ids(Random random, int count)
    {
        var ids = new NodeId[count];
        random.NextBytes(MemoryMarshal.AsBytes(ids.AsSpan()));
        return ids;
    }
}
