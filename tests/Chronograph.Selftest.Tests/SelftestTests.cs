using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

/// <summary>A test that runs a proof in its short form, in a directory of its own, with a seed that it prints.</summary>
public abstract class SelftestTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private protected SelftestTests()
    {
        Randomness.Create(out var seed);
        Run = new SelftestRun(_directory.Path, seed, TimeSpan.FromMinutes(5), null, TestContext.Current.CancellationToken);
    }

    private protected SelftestRun Run { get; }

    /// <summary>What the run has left behind so far.</summary>
    private protected string[] Remains => Directory.GetFileSystemEntries(Directory.GetDirectories(_directory.Path).Single());

    public void Dispose()
    {
        Run.Dispose();
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }
}
