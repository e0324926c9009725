using System.Runtime.CompilerServices;

namespace Chronograph.Selftest.Tests;

/// <summary>Lets this test program be a worker: asked before the test platform's own entry point runs.</summary>
internal static class WorkerEntry
{
    [ModuleInitializer]
    internal static void RunWhenWorker()
    {
        if (WorkerProgram.TryRun(Environment.GetCommandLineArgs()[1..]))
            Environment.Exit(0);
    }
}
