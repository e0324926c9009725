namespace Chronograph.Cli;

/// <summary>Shows how far long work has come, on standard error.</summary>
internal abstract class ProgressDisplay
{
    /// <summary>A bar on a terminal, lines now and then otherwise.</summary>
    public static ProgressDisplay Create() =>
        Terminal.ErrorIsTerminal ? new ProgressBar() : new ProgressLines(Console.Error, TimeProvider.System);

    /// <summary>Does the work and shows what it reports.</summary>
    public abstract T Run<T>(Func<IProgress<ProgressStep>, T> work);
}
