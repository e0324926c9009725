using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Three commands worth trying on what was just indexed, with real names in them.</summary>
/// <param name="store">The store, open.</param>
/// <param name="path">The store's path as the user would type it.</param>
internal sealed class Suggestions(GraphStore store, string path)
{
    /// <summary>The commands, each with what it answers.</summary>
    public IReadOnlyList<(string Question, string Command)> All()
    {
        if (store.Latest == GraphVersion.None)
            return [];
        using var snapshot = store.OpenLatest();
        var landmarks = Landmarks.Of(snapshot);
        return new[] { Callers(landmarks), Changes(), Implementations(landmarks), Members(landmarks), Search(landmarks) }
            .OfType<(string, string)>()
            .Take(3)
            .ToArray();
    }

    private (string, string)? Callers(Landmarks landmarks) => landmarks.MostCalled is { } method
        ? ($"What calls {method.Name}?", Graph("neighbors", method.SemanticId, "--direction", "in", "--type", "CALLS"))
        : null;

    private (string, string)? Changes()
    {
        var latest = store.Latest.Number;
        return latest > 1
            ? ("What changed in the last version?", Graph("diff", (latest - 1).ToString(), latest.ToString(), "--records"))
            : null;
    }

    private (string, string)? Implementations(Landmarks landmarks) => landmarks.MostImplemented is { } type
        ? ($"What implements {type.Name}?", Graph("neighbors", type.SemanticId, "--direction", "in", "--type", "IMPLEMENTS"))
        : null;

    private (string, string)? Members(Landmarks landmarks) => landmarks.Largest is { } type
        ? ($"What is in {type.Name}, and what uses it?", Graph("node", type.SemanticId))
        : null;

    private (string, string)? Search(Landmarks landmarks) => landmarks.Largest is { } type
        ? ($"What is called {type.Name}?", Graph("find", "--name", type.Name))
        : null;

    private string Graph(string verb, params string[] arguments) => string.Join(' ',
        [HowToRun.Tool, "graph", verb, Shell.Quote(path), .. arguments.Select(Shell.Quote)]);
}
