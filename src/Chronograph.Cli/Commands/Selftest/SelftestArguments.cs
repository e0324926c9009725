using System.CommandLine;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary>What every self-test is asked: where, for how long, and with which random choices.</summary>
internal sealed class SelftestArguments
{
    private readonly Argument<string> _directory = DirectoryArgument.Create("DIR", "Directory on the disk to test; nothing stays there");
    private readonly Option<long?> _minutes = WholeNumber.Option("--minutes", "How long it takes [default: 1]", maximum: 7 * 24 * 60);
    private readonly Option<long?> _seed = WholeNumber.Option("--seed", "Repeat the random choices of an earlier run", 0, int.MaxValue);

    public SelftestArguments() => _directory.DefaultValueFactory = _ => ".";

    /// <summary>For the command to accept.</summary>
    public Symbol[] All => [_directory, _minutes, _seed];

    /// <summary>Reads what was asked, and says the seed.</summary>
    public AskedSelftest Read(Invocation call)
    {
        var directory = call.Get(_directory);
        DirectoryArgument.RefuseFile(directory);
        if (!Directory.Exists(directory))
            throw CommandException.NotFound($"{directory} does not exist; create it on the disk to test.");
        var seed = (int)(call.Get(_seed) ?? Random.Shared.Next());
        Talk.Note($"Testing with seed {seed}.");
        return new AskedSelftest(directory, seed, TimeSpan.FromMinutes(call.Get(_minutes) ?? 1));
    }
}
