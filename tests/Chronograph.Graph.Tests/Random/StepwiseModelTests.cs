using System.Globalization;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>
/// One operation after another, of every kind, on a store and on a model: changes, file replacements, commits, abandoned
/// batches, compactions, rollbacks, reopenings and queries. <c>CHRONOGRAPH_STEPS</c> says how many; the suite does a few thousand.
/// </summary>
public sealed class StepwiseModelTests
{
    private const int FewSteps = 3_000;
    private const int StepsOfStore = 20_000;
    private const int KeptVersions = 24;

    [Fact]
    public void Any_interleaving_of_operations_gives_the_answers_of_the_model()
    {
        var random = Randomness.Create(out var seed);
        var steps = int.TryParse(Environment.GetEnvironmentVariable("CHRONOGRAPH_STEPS"), CultureInfo.InvariantCulture, out var asked) ? asked : FewSteps;
        for (var done = 0; done < steps; done += StepsOfStore)
        {
            using var directory = new TemporaryDirectory();
            using var run = new Run(directory.Path, random);
            run.Do(Math.Min(StepsOfStore, steps - done), step => $"Step {done + step}; replay with CHRONOGRAPH_SEED={seed}.");
            if (steps > FewSteps)
                Console.WriteLine($"{done + StepsOfStore} steps");
        }
    }

    /// <summary>A store, what it should hold, and what is staged on it.</summary>
    private sealed class Run(string directory, Random random) : IDisposable
    {
        private readonly RandomGraph _graph = new(random);
        private readonly SortedDictionary<long, GraphModel> _versions = new() { [0] = new GraphModel() };
        private GraphStore _store = GraphStore.Open(directory, Options(random));
        private GraphBatch? _batch;
        private GraphModel _staged = new();

        private GraphModel Latest => _versions[_store.Latest.Number];

        public void Do(int steps, Func<int, string> describe)
        {
            for (var step = 0; step < steps; step++)
            {
                try
                {
                    DoOne(random.Next(100));
                }
                catch (Exception error)
                {
                    throw new InvalidOperationException(describe(step), error);
                }
            }

            EndBatch();
            Assert.Equal([], Samples.Verify(directory).Damage);
        }

        public void Dispose()
        {
            EndBatch();
            _store.Dispose();
        }

        private static GraphStoreOptions Options(Random random) =>
            Samples.Relaxed with { BatchMemory = random.Next(2) == 0 ? 1 << 20 : 8_000 };

        private void DoOne(int dice)
        {
            switch (dice)
            {
                case < 50:
                    _graph.Change(Batch(), _staged, 1);
                    break;
                case < 56:
                    ReplaceFile();
                    break;
                case < 66:
                    AskBatch();
                    break;
                case < 92:
                    AskVersion();
                    break;
                case < 96:
                    Commit();
                    break;
                case 96:
                    EndBatch();
                    break;
                case 97:
                    Compare();
                    break;
                case 98:
                    Reorganise();
                    break;
                default:
                    Reopen();
                    break;
            }
        }

        private GraphBatch Batch()
        {
            if (_batch is null)
                _staged = Latest.Copy();
            return _batch ??= _store.BeginBatch();
        }

        private void EndBatch()
        {
            _batch?.Dispose();
            _batch = null;
        }

        /// <summary>A file now contains exactly these nodes: the others go, and so do all edges that leave any of them.</summary>
        private void ReplaceFile()
        {
            var (batch, file) = (Batch(), _graph.File());
            var kept = Enumerable.Range(0, random.Next(4)).Select(_ => _graph.Node() with { File = file }).DistinctBy(node => node.SemanticId).ToList();
            foreach (var source in batch.NodesOfFile(file).Select(node => node.SemanticId).Union(kept.Select(node => node.SemanticId)).ToList())
            {
                foreach (var edge in batch.EdgesFrom(source))
                    batch.DeleteEdge(edge.Source, edge.Type, edge.Target);
                batch.DeleteNode(source);
            }

            var gone = _staged.Nodes.Values.Where(node => node.File == file).Select(node => node.SemanticId).Union(kept.Select(node => node.SemanticId)).ToHashSet();
            foreach (var key in _staged.Edges.Keys.Where(key => gone.Contains(key.Source)).ToList())
                _staged.Edges.Remove(key);
            foreach (var id in gone)
                _staged.Nodes.Remove(id);
            foreach (var node in kept)
            {
                batch.Upsert(node);
                _staged.Nodes[node.SemanticId] = node;
            }
        }

        private void AskBatch()
        {
            var (batch, id, file) = (Batch(), _graph.SemanticId(), _graph.File());
            batch.TryGetNode(id, out var node);
            Assert.Equal(_staged.Nodes.GetValueOrDefault(id), node);
            Assert.Equal(
                _staged.Nodes.Values.Where(other => other.File == file).OrderBy(other => other.SemanticId, StringComparer.Ordinal),
                batch.NodesOfFile(file).OrderBy(other => other.SemanticId, StringComparer.Ordinal));
            Assert.Equal(
                _staged.Edges.Values.Where(edge => edge.Source == id).OrderBy(edge => (edge.Type, edge.Target)),
                batch.EdgesFrom(id).OrderBy(edge => (edge.Type, edge.Target)));
        }

        private void AskVersion()
        {
            var (version, model) = AnyVersion();
            using var snapshot = _store.OpenSnapshot(version);
            ModelCheck.OneQuery(model, snapshot, _graph);
        }

        private void Compare()
        {
            var (version, model) = AnyVersion();
            using (var snapshot = _store.OpenSnapshot(version))
                ModelCheck.Same(model, snapshot, _graph);
            var (other, otherModel) = AnyVersion();
            ModelCheck.SameDiff(_store, version, other, model, otherModel);
        }

        private void Commit()
        {
            var batch = Batch();
            var version = batch.Commit();
            Assert.Equal((_staged.Nodes.Count, _staged.Edges.Count), ((int)version.Nodes, (int)version.Edges));
            Keep(_staged);
            _batch = null;
        }

        private void Reorganise()
        {
            EndBatch();
            var before = _store.Latest;
            if (random.Next(2) == 0)
            {
                _store.Compact();
                if (_store.Latest != before)
                    Keep(_versions[before.Number]);
                return;
            }

            var (version, model) = AnyVersion();
            _store.Rollback(version);
            Keep(model);
        }

        private void Reopen()
        {
            EndBatch();
            _store.Dispose();
            _store = GraphStore.Open(directory, Options(random));
        }

        private void Keep(GraphModel model)
        {
            _versions[_store.Latest.Number] = model;
            if (_versions.Count > KeptVersions)
                _versions.Remove(_versions.Keys.First());
        }

        private (GraphVersion Version, GraphModel Model) AnyVersion()
        {
            var number = _versions.Keys.ElementAt(random.Next(_versions.Count));
            return (new GraphVersion(number), _versions[number]);
        }
    }
}
