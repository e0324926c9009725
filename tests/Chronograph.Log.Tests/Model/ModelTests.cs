using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>Random operations against a list: what was appended is what is read, whatever happens in between.</summary>
public class ModelTests
{
    private const int Runs = 3;
    private const int Steps = 160;

    [Fact]
    public void A_log_behaves_like_a_list_that_survives_everything()
    {
        var random = Randomness.Create(out var seed);
        for (var run = 0; run < Runs; run++)
        {
            using var directory = new TemporaryDirectory();
            using var model = new Model(directory, random, $"seed {seed}, run {run}");
            for (var step = 0; step < Steps; step++)
                model.Step(step);
        }
    }

    private sealed class Model(TemporaryDirectory directory, Random random, string name) : IDisposable
    {
        private readonly List<(byte[] Payload, ushort Type)> _messages = [];
        private MessageLog _log = MessageLog.Open(directory["log-0"], LogTesting.Small);
        private MessageLog _readOnly = MessageLog.OpenReadOnly(directory["log-0"]);
        private LogReader? _reader;
        private int _images;
        private long _durable;

        public void Step(int step)
        {
            switch (random.Next(20))
            {
                case < 8:
                    Append(random.Next(30));
                    break;
                case < 12:
                    Batch(random.Next(5) == 0 ? random.Next(300) : random.Next(20), commit: random.Next(3) > 0);
                    break;
                case 12:
                    Flush();
                    break;
                case 13:
                    Reopen(_log.Directory);
                    break;
                case 14:
                    Crash(inBatch: false);
                    break;
                case 15:
                    Crash(inBatch: true);
                    break;
                case < 18:
                    CheckFrom(random.Next(1, _messages.Count + 2));
                    break;
                default:
                    CheckTail();
                    break;
            }

            Check(_log.NextSequence == _messages.Count + 1, step);
            Check(_readOnly.NextSequence == _messages.Count + 1, step);
            Check(_log.DurableSequence >= _durable, step);
        }

        public void Dispose()
        {
            CheckFrom(1);
            Close();
            LogTesting.AssertSound(directory[$"log-{_images}"]);
        }

        private void Append(int count)
        {
            for (var number = 0; number < count; number++)
            {
                var message = NextMessage();
                Check(_log.Append(message.Payload, message.Type) == _messages.Count + 1, number);
                _messages.Add(message);
            }
        }

        private void Batch(int count, bool commit)
        {
            using var batch = _log.BeginBatch();
            var added = Fill(batch, count);
            if (!commit)
                return;
            Check(batch.Commit() == _messages.Count + count, count);
            _messages.AddRange(added);
        }

        private List<(byte[] Payload, ushort Type)> Fill(MessageBatch batch, int count)
        {
            var added = new List<(byte[] Payload, ushort Type)>();
            for (var number = 0; number < count; number++)
            {
                added.Add(NextMessage());
                batch.Append(added[^1].Payload, added[^1].Type);
            }

            return added;
        }

        private void Flush()
        {
            _log.Flush();
            _durable = _messages.Count;
            Check(_log.DurableSequence == _durable, 0);
            Check(_readOnly.DurableSequence == _durable, 0);
        }

        private void Crash(bool inBatch)
        {
            var batch = inBatch ? _log.BeginBatch() : default;
            if (inBatch)
                Fill(batch, random.Next(100));
            var image = LogTesting.Copy(_log.Directory, directory[$"log-{++_images}"]);
            batch.Dispose();
            LogTesting.AssertSound(image);
            Reopen(image);
        }

        private void Reopen(string path)
        {
            Close();
            _log = MessageLog.Open(path);
            _readOnly = MessageLog.OpenReadOnly(path);
            Check(_log.Recovery!.Quarantined.Count == 0, 0);
        }

        private void Close()
        {
            _reader?.Dispose();
            _reader = null;
            _readOnly.Dispose();
            _log.Dispose();
        }

        private void CheckTail()
        {
            _reader ??= _readOnly.CreateReader(random.Next(3) == 0 ? LogStart.First : LogStart.End);
            CheckAll(_reader);
        }

        private void CheckFrom(int sequence)
        {
            using var reader = _readOnly.CreateReader(LogStart.At(sequence));
            Check(reader.NextSequence == sequence, sequence);
            CheckAll(reader);
        }

        private void CheckAll(LogReader reader)
        {
            while (reader.TryRead(out var message))
            {
                var expected = _messages[(int)message.Sequence - 1];
                Check(message.Type == expected.Type && message.Payload.SequenceEqual(expected.Payload), message.Sequence);
            }

            Check(reader.NextSequence == _messages.Count + 1, reader.NextSequence);
        }

        private (byte[] Payload, ushort Type) NextMessage()
        {
            var payload = new byte[random.Next(4) switch { 0 => random.Next(4000), 1 => 0, _ => random.Next(200) }];
            random.NextBytes(payload);
            return (payload, (ushort)random.Next(ushort.MaxValue));
        }

        private void Check(bool holds, long detail) => Assert.True(holds, $"{name}, {_messages.Count} messages, at {detail}");
    }
}
