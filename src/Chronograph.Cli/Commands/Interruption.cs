using System.Runtime.InteropServices;

namespace Chronograph.Cli;

/// <summary>Turns the first Ctrl-C (or a termination request) into a cancellation; a second one ends the process at once.</summary>
/// <remarks>A file that grows beyond the process's limit (<c>ulimit -f</c>) is an error of the write, not the end of the process.</remarks>
internal sealed class Interruption : IDisposable
{
    private const PosixSignal FileSizeLimit = (PosixSignal)25; // SIGXFSZ, on Linux and macOS alike

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration? _limit;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        if (!OperatingSystem.IsWindows())
            _limit = PosixSignalRegistration.Create(FileSizeLimit, static signal => signal.Cancel = true);
    }

    /// <summary>Signalled once the user asked to stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the user asked to stop.</summary>
    public bool Requested => _source.IsCancellationRequested;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _limit?.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (Requested)
        {
            ShowCursor();
            return;
        }
        signal.Cancel = true;
        _source.Cancel();
    }

    // A bar hides it, and has no chance any more to bring it back.
    private static void ShowCursor()
    {
        if (Terminal.ErrorIsTerminal)
            Console.Error.Write("\e[?25h");
    }
}
