namespace Chronograph.Cli;

/// <summary>A file that takes its name only when it is complete, so that an interruption leaves nothing half-made.</summary>
internal sealed class NewFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private bool _finished;

    public NewFile(string path)
    {
        _path = path;
        _temporary = $"{path}.{Environment.ProcessId}.tmp";
        Stream = new FileStream(_temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024);
    }

    /// <summary>Where its content goes.</summary>
    public FileStream Stream { get; }

    /// <summary>Gives the file its name, replacing what had it.</summary>
    public void Finish()
    {
        Stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _finished = true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_finished)
            File.Delete(_temporary);
    }
}
