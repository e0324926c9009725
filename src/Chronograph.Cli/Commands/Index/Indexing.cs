using Chronograph.Code;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>One run of the indexer, from the first bar to the last hint.</summary>
/// <param name="path">The folder, as the user typed it.</param>
/// <param name="store">The store's folder.</param>
/// <param name="options">What to index.</param>
internal sealed class Indexing(string path, string store, CodeIndexOptions options)
{
    private string Graph { get; } = ShortPath.Of(Path.Combine(store, "graph"));

    /// <summary>The number of the store's latest version; 0 when it has none, or is not there.</summary>
    private long LatestVersion
    {
        get
        {
            if (!GraphStore.Exists(Graph))
                return 0;
            using var graph = GraphStore.OpenReadOnly(Graph);
            return graph.Latest.Number;
        }
    }

    /// <summary>Indexes and says what came of it.</summary>
    public void Run(Invocation call)
    {
        var before = LatestVersion;
        try
        {
            var result = ProgressDisplay.Create().Run(steps =>
                CodeIndexer.Run(options, IndexSteps.From(steps), call.Stop));
            new IndexSummary(path, options.History is not null, result).Show(call.Output);
            if (call.Output.Format == OutputFormat.Text && !result.IsUnchanged)
                Suggest();
        }
        catch (SourceNotFoundException error)
        {
            throw CommandException.NotFound(error.Message);
        }
        catch (GitException error)
        {
            throw error.IsMissing ? CommandException.NotFound(error.Message) : CommandException.Failed(error.Message);
        }
        catch (OperationCanceledException) when (call.Stop.IsCancellationRequested)
        {
            throw CommandException.Interrupted(WhatWasDone(LatestVersion - before));
        }
    }

    private static string WhatWasDone(long versions) => versions switch
    {
        0 => "Stopped before a version was complete; nothing was changed.",
        1 => "Stopped after 1 version, which stays. Run the same command again to go on.",
        _ => $"Stopped after {Quantities.Count(versions)} versions, which stay. Run the same command again to go on.",
    };

    private void Suggest()
    {
        using var graph = GraphStore.OpenReadOnly(Graph);
        var suggestions = new Suggestions(graph, Graph).All();
        if (suggestions.Count == 0)
            return;
        Talk.Hint("");
        Talk.Hint("Try next:");
        foreach (var (question, command) in suggestions)
        {
            Talk.Hint($"  # {question}");
            Talk.Note($"  {command}");
        }
    }
}
