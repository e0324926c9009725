namespace Chronograph.Log;

/// <summary>What a verification has found so far.</summary>
internal sealed class Findings(IProgress<long>? progress)
{
    /// <summary>Damage beyond this many places is not listed: the log is lost by then, and the list must stay readable.</summary>
    public const int MostDamage = 1000;

    private const long ProgressStep = 16 * 1024 * 1024;

    private readonly List<LogDamage> _damage = [];
    private readonly List<LogDamage> _notes = [];
    private long _reported;

    public long Messages { get; set; }

    public int Segments { get; set; }

    public long Bytes { get; private set; }

    public bool IsFull => _damage.Count >= MostDamage;

    public void Damaged(string path, long offset, string reason)
    {
        if (!IsFull)
            _damage.Add(new LogDamage(Path.GetFileName(path), offset, reason));
    }

    public void Note(string path, long offset, string reason) => _notes.Add(new LogDamage(Path.GetFileName(path), offset, reason));

    public void Checked(long bytes)
    {
        Bytes += bytes;
        if (Bytes - _reported < ProgressStep)
            return;
        _reported = Bytes;
        progress?.Report(Bytes);
    }

    /// <summary>Takes over what another check has found.</summary>
    public void Add(Findings other)
    {
        _damage.AddRange(other._damage);
        _notes.AddRange(other._notes);
        Checked(other.Bytes);
    }

    public LogVerification ToVerification()
    {
        progress?.Report(Bytes);
        return new LogVerification { Messages = Messages, Segments = Segments, Bytes = Bytes, Damage = _damage, Notes = _notes };
    }
}
