using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>Several logs, open for reading.</summary>
internal sealed class OpenLogs : IDisposable
{
    private readonly List<MessageLog> _logs = [];

    private OpenLogs()
    {
    }

    public IReadOnlyList<MessageLog> All => _logs;

    /// <summary>Opens all of them, or none.</summary>
    public static OpenLogs ReadOnly(IEnumerable<string> paths)
    {
        var open = new OpenLogs();
        try
        {
            foreach (var path in paths)
                open._logs.Add(Logs.OpenReadOnly(path));
            return open;
        }
        catch
        {
            open.Dispose();
            throw;
        }
    }

    public void Dispose() => _logs.ForEach(log => log.Dispose());
}
