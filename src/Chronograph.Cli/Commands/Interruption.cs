using System.Runtime.InteropServices;

namespace Chronograph.Cli;

/// <summary>Turns the first Ctrl-C (or a termination request) into a cancellation; a second one ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>Signalled once the user asked to stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the user asked to stop.</summary>
    public bool Requested => _source.IsCancellationRequested;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
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
