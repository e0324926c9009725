namespace Chronograph.Cli;

/// <summary>How far long work has come.</summary>
/// <param name="Activity">What is being done, such as <c>analysing</c>; a new activity begins a new bar.</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">How much there is to do; 0 when that is not known.</param>
/// <param name="Unit">What is counted, in the plural, such as <c>files</c>.</param>
internal readonly record struct ProgressStep(string Activity, long Done, long Total, string Unit);
