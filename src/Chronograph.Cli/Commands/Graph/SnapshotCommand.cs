using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>A verb that asks one version of a graph: <c>STORE … [--at REF]</c>.</summary>
internal abstract class SnapshotCommand(string name, string description) : VerbCommand(name, description)
{
    /// <summary>The store's directory.</summary>
    protected Argument<string> Store { get; } = GraphArguments.Store();

    /// <summary>The version to ask.</summary>
    protected Option<VersionReference?> At { get; } = GraphArguments.At();

    /// <summary>Asks the version and prints the answer.</summary>
    protected abstract ExitCode Ask(GraphSnapshot snapshot, Invocation call);

    protected sealed override ExitCode Run(Invocation call)
    {
        var path = call.Get(Store);
        using var store = Stores.OpenReadOnly(path);
        using var snapshot = store.OpenSnapshot(store.Resolve(path, call.Get(At)));
        return Ask(snapshot, call);
    }

    /// <summary>Finds a node by semantic id, or by the 32 digits of its id.</summary>
    /// <remarks>An edge may lead to a node that has no record; such a node is found by its edges.</remarks>
    protected NodeId FindNode(GraphSnapshot snapshot, Invocation call, string text)
    {
        var id = NodeId.FromSemanticId(text);
        if (IsKnown(snapshot, id) || (NodeId.TryParse(text, out id) && IsKnown(snapshot, id)))
            return id;
        throw CommandException.NotFound(
            $"Version {snapshot.Info.Version} of {call.Get(Store)} has no node {Shell.Quote(text)}. "
            + $"Look for it with: chronograph graph find {Shell.Quote(call.Get(Store))} --name NAME");
    }

    private static bool IsKnown(GraphSnapshot snapshot, NodeId id) =>
        snapshot.TryGetNode(id, out _) || snapshot.Neighbors(id, EdgeDirection.Both).Any();
}
