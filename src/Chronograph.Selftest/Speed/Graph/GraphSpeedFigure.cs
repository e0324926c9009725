namespace Chronograph.Selftest;

/// <summary>One figure of a measurement.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Aim">What it should be at most or at least; null for a floor or a mere fact.</param>
/// <param name="AtLeast">Whether the aim is a least value.</param>
internal sealed record GraphSpeedFigure(string What, double Value, string Unit, double? Aim = null, bool AtLeast = false)
{
    /// <summary>Whether the aim is reached; null without one.</summary>
    public bool? Reached => Aim is { } aim ? AtLeast ? Value >= aim : Value <= aim : null;
}
