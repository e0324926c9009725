using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Chronograph.Code;

/// <summary>A syntax tree with added usings, and the way back from its positions to lines of the file.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Lines">The lines of the file.</param>
/// <param name="Position">Where the usings were added.</param>
/// <param name="Shift">How long they are.</param>
internal sealed record InjectedTree(SyntaxTree Tree, TextLineCollection Lines, int Position, int Shift)
{
    /// <summary>First and last line of a span, counted from 1.</summary>
    public LineSpan LinesOf(TextSpan span) => new(LineOf(span.Start), LineOf(Math.Max(span.Start, span.End - 1)));

    private int LineOf(int position)
    {
        var original = position < Position ? position : Math.Max(Position, position - Shift);
        return Lines.GetLineFromPosition(original).LineNumber + 1;
    }
}
