using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>The words and arrows for the direction of an edge.</summary>
internal static class Directions
{
    /// <summary>The word of the command line and of JSON.</summary>
    public static string Word(this EdgeDirection direction) => direction switch
    {
        EdgeDirection.Out => "out",
        EdgeDirection.In => "in",
        _ => "both",
    };

    /// <summary>An arrow that leads away for an edge that leaves, and back for one that enters.</summary>
    public static string Arrow(this EdgeDirection direction, string edgeType) =>
        direction == EdgeDirection.In ? $"<- {edgeType}" : $"-> {edgeType}";

    /// <summary>Reads the word.</summary>
    public static bool TryParse(string text, out EdgeDirection direction)
    {
        direction = text switch
        {
            "in" => EdgeDirection.In,
            "both" => EdgeDirection.Both,
            _ => EdgeDirection.Out,
        };
        return direction.Word() == text;
    }
}
