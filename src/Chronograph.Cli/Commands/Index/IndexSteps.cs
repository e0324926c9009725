using Chronograph.Code;

namespace Chronograph.Cli;

/// <summary>Says what the indexer is at.</summary>
internal sealed class IndexSteps
{
    private volatile bool _isPastFirstCommit;

    private IndexSteps()
    {
    }

    /// <summary>Turns what the indexer reports into steps for a display.</summary>
    public static IProgress<CodeIndexProgress> From(IProgress<ProgressStep> steps)
    {
        var translation = new IndexSteps();
        return new StepProgress<CodeIndexProgress>(steps, translation.Translate);
    }

    // The first commit of a history is a whole tree; those that follow come so fast that only their number is of interest.
    private ProgressStep? Translate(CodeIndexProgress progress)
    {
        if (progress is { Phase: CodeIndexPhase.History, Done: > 0 })
            _isPastFirstCommit = true;
        return progress.Phase switch
        {
            CodeIndexPhase.History => new ProgressStep("history", progress.Done, progress.Total, "commits"),
            _ when _isPastFirstCommit => null,
            CodeIndexPhase.Analysing => new ProgressStep("analysing", progress.Done, progress.Total, "files"),
            CodeIndexPhase.Writing => new ProgressStep("writing", 0, 0, $"{Quantities.Count(progress.Total)} changes"),
            _ => new ProgressStep("reading", 0, 0, ""),
        };
    }
}
