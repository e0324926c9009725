namespace Chronograph.Graph;

/// <summary>What the changes of one kind are to the version that they were made to.</summary>
/// <param name="OnlyNew">Whether the version knows none of the changed keys, not even as deleted.</param>
/// <param name="Replaced">What they replace.</param>
internal readonly record struct ChangeSummary(bool OnlyNew, ReplacedRecords Replaced)
{
    /// <summary>Of no changes.</summary>
    public static ChangeSummary None => new(OnlyNew: true, default);

    /// <summary>With one more change.</summary>
    /// <param name="state">What the version has of its key.</param>
    public ChangeSummary Add(RecordState state) => this with { OnlyNew = OnlyNew && state == RecordState.Unknown };

    /// <summary>With one more record that replaces one.</summary>
    /// <param name="kind">How a diff calls it.</param>
    public ChangeSummary AddReplacing(ChangeKind kind) => new(
        OnlyNew: false,
        kind == ChangeKind.Touched ? Replaced with { Touched = Replaced.Touched + 1 } : Replaced with { Changed = Replaced.Changed + 1 });
}
