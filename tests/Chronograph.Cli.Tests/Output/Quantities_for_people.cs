namespace Chronograph.Cli.Tests;

public sealed class Quantities_for_people
{
    [Fact]
    public void Have_their_thousands_apart() => Assert.Equal("1,234,567", Quantities.Count(1_234_567));

    [Fact]
    public void Agree_in_number_with_what_they_count()
    {
        Assert.Equal("1 file", Quantities.Count(1, "file"));
        Assert.Equal("0 files", Quantities.Count(0, "file"));
    }

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1023, "1,023 bytes")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(134_217_728, "128.0 MiB")]
    public void Use_the_largest_unit_of_size_that_leaves_at_least_one(long bytes, string expected) =>
        Assert.Equal(expected, Quantities.Bytes(bytes));

    [Theory]
    [InlineData(0.44, "0.4 s")]
    [InlineData(42, "42 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(3900, "1 h 5 min")]
    public void Say_durations_in_two_units_at_most(double seconds, string expected) =>
        Assert.Equal(expected, Quantities.Duration(TimeSpan.FromSeconds(seconds)));
}
