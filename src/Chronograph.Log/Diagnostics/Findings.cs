using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>What one check has found so far. For one thread.</summary>
internal sealed class Findings(CheckedBytes bytes)
{
    /// <summary>Damage beyond this many places is not listed: the log is lost by then, and the list must stay readable.</summary>
    public const int MostDamage = 1000;

    private readonly List<LogDamage> _damage = [];
    private readonly HashSet<(string File, long Offset)> _places = []; // of the damage
    private readonly List<LogDamage> _notes = [];

    public long Messages { get; set; }

    public long LostMessages { get; private set; }

    public int Segments { get; set; }

    public bool IsFull => _damage.Count >= MostDamage;

    /// <summary>Lists damage; a place that is listed already is not listed again, since what follows from damage is none of its own.</summary>
    public void Damaged(string path, long offset, string reason) => Add(new LogDamage(Path.GetFileName(path), offset, reason));

    /// <summary>Lists a file that may not even be opened.</summary>
    public void Damaged(DamagedFileException refused) => Damaged(refused.Path, refused.Offset, refused.Reason);

    /// <summary>Runs a check of files that may not even be opened, as a link is not: that is damage too.</summary>
    public void Guard(Action check)
    {
        try
        {
            check();
        }
        catch (DamagedFileException refused)
        {
            Damaged(refused);
        }
    }

    public void Note(string path, long offset, string reason) => _notes.Add(new LogDamage(Path.GetFileName(path), offset, reason));

    /// <summary>Messages that a repair recorded as lost.</summary>
    public void Lost(string path, long offset, long first, long last)
    {
        LostMessages += last - first + 1;
        var which = first == last ? $"message {first} was" : $"messages {first} to {last} were";
        Note(path, offset, $"{which} lost; a repair recorded that");
    }

    public void Checked(long count) => bytes.Add(count);

    /// <summary>Takes over what another check has found.</summary>
    public void Add(Findings other)
    {
        other._damage.ForEach(Add);
        _notes.AddRange(other._notes);
        Messages += other.Messages;
        LostMessages += other.LostMessages;
        Segments += other.Segments;
    }

    private void Add(LogDamage damage)
    {
        if (!IsFull && _places.Add((damage.File, damage.Offset)))
            _damage.Add(damage);
    }

    public LogVerification ToVerification() => new()
    {
        Messages = Messages,
        LostMessages = LostMessages,
        Segments = Segments,
        Bytes = bytes.Total,
        Damage = _damage,
        Notes = _notes,
    };
}
