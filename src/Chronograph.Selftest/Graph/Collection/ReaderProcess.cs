using System.Globalization;

namespace Chronograph.Selftest;

/// <summary>One reader of a <see cref="CollectionSchedule"/>, seen from outside: what it holds, and whether it stands still.</summary>
internal sealed class ReaderProcess(string directory, ScheduleModel model) : IDisposable
{
    private readonly Dictionary<int, int> _held = [];
    private WorkerProcess _process = WorkerProcess.Start(ScheduledReader.Name, directory);
    private int _wakeAt;

    public bool IsStopped { get; private set; }

    public bool Holds(int slot) => _held.ContainsKey(slot);

    /// <param name="slot">Under which name it is held.</param>
    /// <param name="version">Which; null for the newest.</param>
    public void Open(int slot, int? version)
    {
        var answer = Ask(version is { } number ? $"open {slot} {number}" : $"latest {slot}");
        if (answer == "collected" && version is { } gone && model.MayBeGone.Contains(gone))
            return;
        var opened = version ?? (answer.StartsWith("open ", StringComparison.Ordinal) ? int.Parse(answer[5..], CultureInfo.InvariantCulture) : 0);
        if (!answer.StartsWith("open", StringComparison.Ordinal) || (version is null && opened != model.Latest))
            throw new InvalidOperationException($"Opening version {version} of {model.Latest} gave '{answer}'.");
        _held[slot] = opened;
        model.Open[opened] = model.Open.GetValueOrDefault(opened) + 1;
    }

    public void Check(int slot)
    {
        var answer = Ask($"check {slot}");
        if (answer != model.Digest(_held[slot]))
            throw new InvalidOperationException($"Version {_held[slot]} read '{answer}' where it is '{model.Digest(_held[slot])}'.");
    }

    public void Close(int slot)
    {
        Ask($"close {slot}");
        Forget(slot);
    }

    public void CheckAll()
    {
        Wake();
        foreach (var slot in _held.Keys)
            Check(slot);
    }

    /// <summary>Kills it, so that it holds nothing any more, and starts another.</summary>
    public void Restart()
    {
        Dispose();
        foreach (var slot in _held.Keys.ToArray())
            Forget(slot);
        _process = WorkerProcess.Start(ScheduledReader.Name, directory);
    }

    /// <summary>Lets it stand still, with everything it holds.</summary>
    public void Stop(int until)
    {
        _process.Stop();
        (IsStopped, _wakeAt) = (true, until);
    }

    public void WakeAt(int step)
    {
        if (IsStopped && step >= _wakeAt)
            CheckAll();
    }

    public void Dispose() => _process.Dispose();

    private void Wake()
    {
        if (IsStopped)
            _process.Continue();
        IsStopped = false;
    }

    private void Forget(int slot)
    {
        _held.Remove(slot, out var version);
        model.Open[version]--;
    }

    private string Ask(string order)
    {
        _process.Tell(order);
        return _process.Output.ReadLine() ?? throw new InvalidOperationException($"A reader ended at '{order}'.");
    }
}
