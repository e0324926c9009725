using System.Diagnostics;
using Chronograph.Graph;
using Chronograph.Log;

namespace Chronograph.Ingest;

/// <summary>Reads changes into a batch and commits it at each marker.</summary>
internal sealed class VersionFold : IDisposable
{
    private static readonly TimeSpan DurabilityPoll = TimeSpan.FromMilliseconds(5);

    private readonly string _logDirectory;
    private readonly string _logName;
    private readonly MessageLog _log;
    private readonly GraphStore _store;
    private readonly RejectionLog? _rejections; // none beside a store in memory
    private readonly bool _stopOnRejection;

    /// <summary>
    /// A strict version must not outlive the messages it was made of: after a power loss their numbers would be given
    /// to others, and those would be skipped.
    /// </summary>
    private readonly bool _durableOnly;

    private LogReader _reader;
    private GraphBatch? _batch;

    private VersionFold(string logDirectory, MessageLog log, GraphStore store, bool stopOnRejection)
    {
        _logDirectory = logDirectory;
        _logName = LogName.Of(logDirectory);
        _log = log;
        _store = store;
        _rejections = store.Directory is { } directory ? new RejectionLog(directory, _logName) : null;
        _stopOnRejection = stopOnRejection;
        _durableOnly = store.Durability == CommitDurability.Strict;
        _reader = ReaderBehindTheLastVersion();
    }

    public static VersionFold Start(string logDirectory, MessageLog log, GraphStore store, bool stopOnRejection)
    {
        var position = IngestPosition.Of(store, LogName.Of(logDirectory));
        var head = log.NextSequence - 1;
        if (position > head)
            throw new LogMismatchException(logDirectory, position, head);
        return new VersionFold(logDirectory, log, store, stopOnRejection);
    }

    public IngestResult Run(IProgress<long>? progress, CancellationToken cancellation)
    {
        var (messages, versions, rejected) = (0L, 0, 0);
        while (MayRead)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (FoldNext(progress))
            {
                case Folded.Nothing:
                    return new IngestResult(messages, versions, rejected, _store.Latest);
                case Folded.Version:
                    versions++;
                    break;
                case Folded.Rejection:
                    rejected++;
                    break;
            }

            messages++;
        }

        return new IngestResult(messages, versions, rejected, _store.Latest);
    }

    public bool Wait(TimeSpan timeout, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        if (!_reader.Wait(timeout, cancellation))
            return false;
        while (!MayRead)
        {
            if (Stopwatch.GetElapsedTime(start) >= timeout)
                return false;
            cancellation.WaitHandle.WaitOne(DurabilityPoll);
            cancellation.ThrowIfCancellationRequested();
        }

        return true;
    }

    public void Dispose()
    {
        _batch?.Dispose();
        _reader.Dispose();
        _rejections?.Dispose();
    }

    private bool MayRead => !_durableOnly || _reader.NextSequence <= _log.DurableSequence;

    private GraphBatch Batch => _batch ??= _store.BeginBatch();

    /// <summary>Folds one message. When that fails, everything since the last version is read again by the next run.</summary>
    private Folded FoldNext(IProgress<long>? progress)
    {
        try
        {
            if (!_reader.TryRead(out var message))
                return Folded.Nothing;
            var folded = Fold(message);
            progress?.Report(message.Sequence);
            return folded;
        }
        catch
        {
            StartOver();
            throw;
        }
    }

    private Folded Fold(in Message message)
    {
        var change = ChangeDecoder.TryDecode(message.Type, message.Payload, out var reason);
        if (change is Change.Commit commit)
        {
            Commit(commit.Marker, message.Sequence, message.Timestamp);
            return Folded.Version;
        }

        if (change is not null && ChangeFolder.TryApply(change, Batch, out reason))
            return Folded.Change;
        Reject(message, reason);
        return Folded.Rejection;
    }

    private void Commit(CommitMarker marker, long sequence, DateTimeOffset appended)
    {
        if (_durableOnly)
            _rejections?.Flush(); // the version says that these messages are dealt with
        Batch.Commit(new CommitOptions
        {
            Tags = marker.Tags,
            CreatedAt = marker.CreatedAt ?? appended,
            Sources = new Dictionary<string, long> { [_logName] = sequence },
        });
        _batch = null;
    }

    private void Reject(in Message message, string reason)
    {
        if (_stopOnRejection)
            throw new MessageRejectedException(_logDirectory, message.Sequence, reason);
        _rejections?.Add(message, reason);
    }

    private void StartOver()
    {
        _batch?.Dispose();
        _batch = null;
        _reader.Dispose();
        _reader = ReaderBehindTheLastVersion();
    }

    private LogReader ReaderBehindTheLastVersion() => _log.CreateReader(LogStart.At(IngestPosition.Of(_store, _logName) + 1));

    private enum Folded
    {
        Nothing,
        Change,
        Rejection,
        Version,
    }
}
