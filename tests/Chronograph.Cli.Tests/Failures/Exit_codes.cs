using Chronograph.Storage;

namespace Chronograph.Cli.Tests;

public sealed class Exit_codes
{
    public static TheoryData<Exception, int> Errors => new()
    {
        { CommandException.Usage("why"), 1 },
        { CommandException.NotFound("why"), 2 },
        { new StoreNotFoundException("/a", "message log"), 2 },
        { new DirectoryNotFoundException("why"), 2 },
        { new DamagedFileException("/a", 64, "checksum"), 3 },
        { new StoreLockedException("/a", "process 7"), 4 },
        { new StorageFullException("/a"), 5 },
        { new IOException("why"), 5 },
        { new UnauthorizedAccessException("why"), 5 },
        { new AggregateException(new UnauthorizedAccessException("why")), 5 },
        { new InvalidOperationException("why"), 70 },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Tell_a_script_what_kind_of_error_it_was(Exception error, int expected) =>
        Assert.Equal(expected, (int)Failure.CodeOf(error, interrupted: false));

    [Fact]
    public void Tell_an_interruption_by_the_user_from_a_defect()
    {
        Assert.Equal(ExitCode.Interrupted, Failure.CodeOf(new OperationCanceledException(), interrupted: true));
        Assert.Equal(ExitCode.Defect, Failure.CodeOf(new OperationCanceledException(), interrupted: false));
    }
}
