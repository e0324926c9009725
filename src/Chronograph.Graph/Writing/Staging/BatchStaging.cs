namespace Chronograph.Graph;

/// <summary>Keeps the changes of a batch: the last ones in memory, and what grew beyond its bound in sorted runs on the disk.</summary>
internal sealed class BatchStaging(NodeIdentity identify, long memory, ScratchSpace scratch) : IDisposable
{
    private const int ChangesBetweenChecks = 64;

    private StagedChanges _changes = new(identify, memory);
    private int _untilCheck = ChangesBetweenChecks;

    /// <summary>What is in memory: newer than every run. No edge waits any more.</summary>
    public StagedChanges Changes
    {
        get
        {
            _changes.Queue.Flush();
            return _changes;
        }
    }

    public StagedRuns Runs { get; } = new(scratch);

    /// <summary>Where edges may wait to be staged together with others.</summary>
    public EdgeQueue Queue => _changes.Queue;

    /// <summary>The edges without those that wait.</summary>
    public StagedEdges Edges => _changes.Edges;

    /// <summary>The nodes alone, to which edges that wait do not matter. They may be changed.</summary>
    public (SemanticIds Ids, StagedNodes Nodes) Nodes
    {
        get
        {
            _changes.Queue.Join();
            return (_changes.Ids, _changes.Nodes);
        }
    }

    /// <summary>Writes a run when the memory is used up. Called after each change.</summary>
    public void Settle()
    {
        if (--_untilCheck > 0)
            return;
        _untilCheck = ChangesBetweenChecks;
        if (_changes.Bytes > memory)
            Spill();
    }

    /// <summary>All changes, ready to be compared with the version they are made to. The last that is done with them.</summary>
    public BatchSegments Finish(ParentVersion parent)
    {
        if (!Runs.IsEmpty && !Changes.IsEmpty)
            Spill();
        var changes = Changes;
        var before = changes.Bytes;
        changes.Queue.Release();
        changes.Ids.EndLookups();
        UnusedMemory.Collect(before - changes.Bytes);
        return new BatchSegments(changes, Runs, parent, scratch.Behind(memory - changes.Bytes));
    }

    public void Dispose() => Runs.Dispose();

    private void Spill()
    {
        var freed = Changes.Bytes;
        Runs.Add(_changes);
        _changes = new StagedChanges(identify, memory);
        UnusedMemory.Collect(freed);
    }
}
