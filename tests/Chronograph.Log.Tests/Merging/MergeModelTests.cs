using System.Buffers.Binary;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>Random logs, merged while they grow and across restarts, against a stable sort of plain lists.</summary>
public class MergeModelTests
{
    private const int Runs = 4;
    private const int Steps = 150;

    [Fact]
    public void A_merge_gives_what_a_stable_sort_gives_exactly_once_across_restarts()
    {
        var random = Randomness.Create(out var seed);
        for (var run = 0; run < Runs; run++)
        {
            using var model = new Model(random, isPunctual: run % 2 == 0, $"seed {seed}, run {run}");
            for (var step = 0; step < Steps; step++)
                model.Step();
            model.Finish();
        }
    }

    /// <param name="random">All choices.</param>
    /// <param name="isPunctual">Whether every message can be read within the allowed lateness after its timestamp.</param>
    /// <param name="name">What to say in a failure.</param>
    private sealed class Model(Random random, bool isPunctual, string name) : IDisposable
    {
        private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(10);

        private readonly SeveralLogs _logs = new(random.Next(1, 5));
        private readonly List<List<Entry>> _messages = [];
        private readonly List<int> _saved = [];
        private readonly List<int> _taken = [];
        private LogMerge? _merge;
        private MergeKey _newest;

        private int Count => _logs.All.Count;

        public void Step()
        {
            while (_messages.Count < Count)
            {
                _messages.Add([]);
                _saved.Add(0);
                _taken.Add(0);
            }

            switch (random.Next(16))
            {
                case < 6:
                    Append(random.Next(Count), random.Next(1, 8));
                    break;
                case 6:
                    AppendBatch(random.Next(Count), random.Next(60));
                    break;
                case 7:
                    _logs.Clock.Advance(random.NextDouble() * 2 * Lateness);
                    break;
                case 8:
                    _logs.Reopen(random.Next(Count));
                    break;
                case 9:
                    Save();
                    break;
                case 10:
                    Restart();
                    break;
                case 11:
                    CheckBounded();
                    break;
                default:
                    Read(random.Next(3) == 0 ? int.MaxValue : random.Next(10));
                    break;
            }
        }

        /// <summary>Once the lateness has passed for all there is, all of it comes.</summary>
        public void Finish()
        {
            Read(int.MaxValue);
            _logs.Clock.Advance(4 * Lateness);
            Read(int.MaxValue);
            Check(_taken.SequenceEqual(_messages.Select(messages => messages.Count)), "something was left");
            CheckBounded();
        }

        public void Dispose()
        {
            _merge?.Dispose();
            _logs.Dispose();
        }

        private void Append(int log, int count)
        {
            for (var number = 0; number < count; number++)
            {
                Tick();
                var payload = Payload(log);
                var given = isPunctual || random.Next(4) > 0 ? 0 : _logs.Clock.NowNs - (long)(random.NextDouble() * 3 * Lateness.TotalNanoseconds);
                _logs[log].Append(payload, new MessageProperties(TimestampNs: given));
                Remember(log, payload, given == 0 ? _logs.Clock.NowNs : given);
            }
        }

        private void AppendBatch(int log, int count)
        {
            using var batch = _logs[log].BeginBatch();
            for (var number = 0; number < count; number++)
            {
                var payload = Payload(log);
                batch.Append(payload);
                Remember(log, payload, _logs.Clock.NowNs);
                _logs.Clock.Advance(TimeSpan.FromMicroseconds(random.Next(150))); // the whole batch within the lateness
            }

            batch.Commit();
        }

        // Half of the messages share their timestamp with one before.
        private void Tick() => _logs.Clock.Advance(TimeSpan.FromMicroseconds(Math.Max(0, random.Next(-500, 500))));

        private byte[] Payload(int log)
        {
            var payload = new byte[8 + random.Next(2000)];
            BinaryPrimitives.WriteInt64LittleEndian(payload, (log * 1_000_000L) + _messages[log].Count);
            return payload;
        }

        private void Remember(int log, byte[] payload, long timestamp)
        {
            var last = _messages[log] is [.., var entry] ? entry.Key.TimestampNs : 0;
            _messages[log].Add(new Entry(new MergeKey(Math.Max(last, timestamp), log), payload));
        }

        private void Restart()
        {
            _merge?.Dispose();
            _merge = null;
            for (var log = 0; log < Count; log++)
                _taken[log] = _saved[log];
        }

        private void Save()
        {
            _merge?.Save(durable: false);
            for (var log = 0; log < Count; log++)
                _saved[log] = _taken[log];
        }

        private void Read(int count)
        {
            if (_merge is null)
            {
                _merge = _logs.Merge(new LogMergeOptions { Follow = true, Cursor = "model", AllowedLateness = Lateness });
                _newest = default;
                _seen = new bool[Count];
            }

            while (count-- > 0)
            {
                if (!_merge.TryRead(out var merged))
                {
                    Check(NextByModel() is null, "a message did not come");
                    return;
                }

                CheckMessage(merged);
            }
        }

        private bool[] _seen = [];

        private void CheckMessage(in MergedMessage merged)
        {
            var log = merged.Source;
            Check(_taken[log] < _messages[log].Count, "a message came that was not appended");
            var expected = _messages[log][_taken[log]];
            Check(merged.Message.Sequence == _taken[log] + 1 && merged.Message.TimestampNs == expected.Key.TimestampNs, "out of sequence");
            Check(merged.Message.Payload.SequenceEqual(expected.Payload), "the payload is another");
            Check(merged.IsLate == expected.Key < _newest, "late or not");
            if (isPunctual)
                Check(NextByModel() == expected && !merged.IsLate, "another message belongs here");
            _newest = MergeKey.Max(_newest, expected.Key);
            _taken[log]++;
            _seen[log] = true;
            Check(_merge!.NextSequence(log) == _taken[log] + 1, "the place to save");
        }

        // What comes next by the rule as it is documented, or null where nothing may.
        private Entry? NextByModel()
        {
            var waiting = Enumerable.Range(0, Count).ToLookup(log => _taken[log] < _messages[log].Count);
            if (!waiting[true].Any())
                return null;
            var next = waiting[true].Select(log => _messages[log][_taken[log]]).MinBy(entry => (entry.Key.TimestampNs, entry.Key.Source))!;
            var isOld = next.Key.TimestampNs < _logs.Clock.NowNs - (long)Lateness.TotalNanoseconds;
            return isOld || waiting[false].All(log => _seen[log] && next.Key < _messages[log][_taken[log] - 1].Key) ? next : null;
        }

        private void CheckBounded()
        {
            using var merge = _logs.Merge(new LogMergeOptions());
            foreach (var expected in _messages.SelectMany(messages => messages).OrderBy(entry => entry.Key.TimestampNs).ThenBy(entry => entry.Key.Source))
            {
                Check(merge.TryRead(out var merged), "the bounded merge ended early");
                Check(merged.Source == expected.Key.Source && merged.Message.Payload.SequenceEqual(expected.Payload) && !merged.IsLate, "not the stable sort");
            }

            Check(!merge.TryRead(out _) && merge.IsComplete, "the bounded merge went on");
        }

        private void Check(bool condition, string what) => Assert.True(condition, $"{name}: {what}");
    }

    private sealed record Entry(MergeKey Key, byte[] Payload);
}
