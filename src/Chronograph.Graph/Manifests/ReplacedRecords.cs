namespace Chronograph.Graph;

/// <summary>How many records of a segment replace one of older segments, as a diff would count them.</summary>
/// <param name="Changed">Those that are <see cref="ChangeKind.Changed"/>.</param>
/// <param name="Touched">Those that are <see cref="ChangeKind.Touched"/>; never edges.</param>
internal readonly record struct ReplacedRecords(long Changed, long Touched);
