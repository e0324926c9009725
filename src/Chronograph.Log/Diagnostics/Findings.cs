namespace Chronograph.Log;

/// <summary>What one check has found so far. For one thread.</summary>
internal sealed class Findings(CheckedBytes bytes)
{
    /// <summary>Damage beyond this many places is not listed: the log is lost by then, and the list must stay readable.</summary>
    public const int MostDamage = 1000;

    private readonly List<LogDamage> _damage = [];
    private readonly List<LogDamage> _notes = [];

    public long Messages { get; set; }

    public long LostMessages { get; private set; }

    public int Segments { get; set; }

    public bool IsFull => _damage.Count >= MostDamage;

    public void Damaged(string path, long offset, string reason)
    {
        if (!IsFull)
            _damage.Add(new LogDamage(Path.GetFileName(path), offset, reason));
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
        _damage.AddRange(other._damage.Take(MostDamage - _damage.Count));
        _notes.AddRange(other._notes);
        Messages += other.Messages;
        LostMessages += other.LostMessages;
        Segments += other.Segments;
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
