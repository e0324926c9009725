using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

public sealed class CollectionScheduleTests
{
    private const int Steps = 250;

    [Fact]
    public void No_file_goes_that_a_living_reader_or_a_tag_or_a_retained_version_can_reach()
    {
        using var directory = new TemporaryDirectory();
        var random = Randomness.Create(out _);
        using var schedule = new CollectionSchedule(directory["store"], random.Next());
        schedule.Run(Steps, TestContext.Current.CancellationToken);
        Assert.True(schedule.Done["collection"] > 0 && schedule.Done["purge"] > 0 && schedule.Done["snapshot read"] > 0);
    }
}
