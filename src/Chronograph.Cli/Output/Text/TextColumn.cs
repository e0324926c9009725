namespace Chronograph.Cli;

/// <summary>A column of a list.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Cell">The text of an item in it.</param>
/// <param name="RightAligned">Whether it holds numbers.</param>
/// <param name="MinimumWidth">Its width at least, for lists whose items are not known beforehand.</param>
internal sealed record TextColumn<T>(string Header, Func<T, string> Cell, bool RightAligned = false, int MinimumWidth = 0);
