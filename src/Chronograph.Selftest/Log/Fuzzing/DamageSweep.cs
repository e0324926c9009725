using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>Flips bits of a log, and cuts its files, one at a time, and sees whether verification finds it.</summary>
/// <remarks>
/// The rule: verification names the changed file with an offset, or refuses it as a newer format, or it is harmless. Harmless
/// means that verification calls the log sound and that every message reads back, in order, with its true content. Counted
/// apart is what no check can tell from a log whose writer died at another moment: see <see cref="PublishBits"/>.
/// </remarks>
/// <param name="shape">The log. It is as before when the sweep ends.</param>
/// <param name="files">Where it is. In memory a change takes a tenth of the time.</param>
internal sealed class DamageSweep(LogShape shape, FileSystem files)
{
    private readonly List<string> _missed = [];
    private readonly PublishBits _publishing = new(shape.Directory, files);

    public long Changes { get; private set; }

    /// <summary>Found, with file and offset.</summary>
    public long Found { get; private set; }

    /// <summary>Not found, and proved to be without consequence.</summary>
    public long Harmless { get; private set; }

    /// <summary>The log of a writer that died before it published the last message or batch, or after it published one more.</summary>
    public long OtherDeaths { get; private set; }

    /// <summary>None of these: must be empty.</summary>
    public IReadOnlyList<string> Missed => _missed;

    /// <summary>Flips bits of every file.</summary>
    /// <param name="choose">Which bits of a file: its length in bytes gives bit numbers.</param>
    /// <param name="stop">Ends the sweep early.</param>
    public void FlipBits(Func<long, IEnumerable<long>> choose, CancellationToken stop = default)
    {
        foreach (var path in Files())
        {
            using var file = files.Open(path, FileIntent.ReadWrite);
            foreach (var bit in choose(file.Length).TakeWhile(_ => !stop.IsCancellationRequested))
            {
                Flip(file, bit);
                Check(path, $"bit {bit % 8} of byte {bit / 8}", bit);
                Flip(file, bit);
            }
        }
    }

    /// <summary>Cuts every file to lengths below its own, but for nothing: an empty file is one whose preparation has just begun.</summary>
    /// <param name="choose">Which lengths: the whole length gives those to cut to.</param>
    /// <param name="stop">Ends the sweep early.</param>
    public void CutFiles(Func<long, IEnumerable<long>> choose, CancellationToken stop = default)
    {
        foreach (var path in Files())
        {
            var whole = files.ReadAllBytes(path);
            using var file = files.Open(path, FileIntent.ReadWrite);
            foreach (var length in choose(whole.Length).Where(length => length > 0).TakeWhile(_ => !stop.IsCancellationRequested))
            {
                file.SetLength(length);
                Check(path, $"cut to {length}");
                file.Write(whole.AsSpan((int)length), length);
            }
        }
    }

    private static void Flip(StorageFile file, long bit)
    {
        Span<byte> value = stackalloc byte[1];
        file.ReadExactly(value, bit / 8);
        value[0] ^= (byte)(1 << (int)(bit % 8));
        file.Write(value, bit / 8);
    }

    private IEnumerable<string> Files() =>
        DirectoryTree.ListFiles(files, shape.Directory)
            .Where(path => !path.EndsWith(".lock", StringComparison.Ordinal) && !path.Contains("quarantine"))
            .Order(StringComparer.Ordinal)
            .ToArray();

    private void Check(string path, string change, long bit = -1)
    {
        Changes++;
        try
        {
            var verification = MessageLog.Verify(shape.Directory, progress: null, files, CancellationToken.None);
            var messages = verification.Ok ? CountTrueMessages() : -1;
            if (verification.Damage.Any(damage => damage.File == Path.GetFileName(path) || IsNeighbour(damage.File)))
                Found++;
            else if (messages == shape.Messages)
                Harmless++;
            else if (bit >= 0 && _publishing.IsOtherDeath(path, bit, shape.Messages, messages))
                OtherDeaths++;
            else
                _missed.Add($"{shape.Name}: {Path.GetFileName(path)}, {change}: {string.Join("; ", verification.Damage)}");
        }
        catch (UnsupportedFormatException)
        {
            Found++;
        }
        catch (Exception error)
        {
            _missed.Add($"{shape.Name}: {Path.GetFileName(path)}, {change}: {error}");
        }
    }

    // A wrong number in one segment may show only where the next one begins, and a wrong durable mark where messages end.
    private static bool IsNeighbour(string file) => file.EndsWith(".q", StringComparison.Ordinal);

    // Their number, or -1 when one of them is not what its writer appended.
    private long CountTrueMessages()
    {
        using var log = MessageLog.OpenReadOnly(shape.Directory, files);
        using var reader = log.CreateReader(LogStart.First);
        var next = 1L;
        while (reader.TryRead(out var message))
        {
            next += reader.LostMessages > 0 && next != message.Sequence ? reader.LostMessages : 0;
            if (message.Sequence != next++ || !LogShape.IsTrue(message.Sequence, message.Payload))
                return -1;
        }

        return next - 1;
    }
}
