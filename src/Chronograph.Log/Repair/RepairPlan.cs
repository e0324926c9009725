namespace Chronograph.Log;

/// <summary>Everything that a repair will change, in the order in which it does.</summary>
internal sealed class RepairPlan
{
    private readonly List<RepairStep> _steps = [];

    public IReadOnlyList<RepairStep> Steps => _steps;

    /// <summary>Sound messages.</summary>
    public long KeptMessages { get; set; }

    /// <summary>The number of the next message.</summary>
    public long NextSequence { get; set; } = 1;

    public void Add(RepairStep step) => _steps.Add(step);
}
