using System.Diagnostics.CodeAnalysis;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>A crash-safe log of messages in a directory: one writer, any number of readers, in any process.</summary>
/// <remarks>
/// Appending, batches and <see cref="Dispose"/> are for one thread at a time. Everything else may be called from any.
/// A message is visible to readers once its append returns and survives the death of the process; it survives the loss
/// of power once <see cref="Flush"/> returns.
/// </remarks>
public sealed class MessageLog : IDisposable
{
    private readonly LogDirectory _directory;
    private readonly LogWriter? _writer;
    private Appender? _appender; // null for a log that was opened for reading, or disposed
    private readonly ControlFile? _control;
    private readonly HeadFollower? _head;
    private readonly LogMetrics _metrics;
    private bool _disposed;

    private MessageLog(LogDirectory directory, LogWriter writer)
    {
        _directory = directory;
        _writer = writer;
        _appender = writer.Appender;
        _control = writer.Control;
        _metrics = new LogMetrics(directory, writer.Appended, () => writer.Appender.NextSequence);
    }

    private MessageLog(LogDirectory directory)
    {
        _directory = directory;
        _control = ControlFile.TryOpenReadOnly(directory);
        var head = _head = new HeadFollower(directory);
        _metrics = new LogMetrics(directory, null, () => head.NextSequence);
    }

    /// <summary>Opens a log as its one writer, creating it when the directory holds none.</summary>
    /// <remarks>
    /// A log that was closed opens in milliseconds. After a crash everything behind the last flush is checked, and an
    /// unfinished tail is removed: see <see cref="Recovery"/>.
    /// </remarks>
    /// <param name="directory">The log's directory; created with those above it when missing.</param>
    /// <param name="options">How to open it; null for the defaults.</param>
    /// <exception cref="DirectoryNotFoundException">The path, or one above it, is that of a file.</exception>
    /// <exception cref="StoreLockedException">Another writer holds the log.</exception>
    /// <exception cref="DamagedFileException">Messages that were durable are damaged or missing. Nothing was changed.</exception>
    /// <exception cref="UnsupportedFormatException">The log was written in a format unknown to this version.</exception>
    public static MessageLog Open(string directory, MessageLogOptions? options = null) => Open(directory, options, FileSystem.Disk);

    /// <summary>Opens a log on a file system of the caller's, so that tests own its failures.</summary>
    internal static MessageLog Open(string directory, MessageLogOptions? options, FileSystem files)
    {
        var log = At(directory, files);
        DurableDirectory.Create(log.Files, log.Path);
        return new MessageLog(log, LogWriter.Open(log, options ?? new MessageLogOptions()));
    }

    /// <summary>Opens an existing log for reading. Creates, locks and changes nothing.</summary>
    /// <param name="directory">The log's directory.</param>
    /// <exception cref="StoreNotFoundException">The directory does not exist or holds no log.</exception>
    public static MessageLog OpenReadOnly(string directory) => OpenReadOnly(directory, FileSystem.Disk);

    /// <summary>Opens an existing log of another file system for reading.</summary>
    internal static MessageLog OpenReadOnly(string directory, FileSystem files)
    {
        var log = At(directory, files);
        return log.HoldsLog() ? new MessageLog(log) : throw new StoreNotFoundException(log.Path, "message log");
    }

    /// <summary>Whether the directory holds a log.</summary>
    /// <param name="directory">Any path.</param>
    public static bool Exists(string directory) => Exists(directory, FileSystem.Disk);

    /// <summary>Whether the directory of another file system holds a log.</summary>
    internal static bool Exists(string directory, FileSystem files) => At(directory, files).HoldsLog();

    /// <summary>Checks every byte of a log and changes nothing. A writer may append meanwhile.</summary>
    /// <param name="directory">The log's directory.</param>
    /// <param name="progress">Told the number of bytes checked so far.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="StoreNotFoundException">The directory does not exist or holds no log.</exception>
    public static LogVerification Verify(string directory, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        Verify(directory, progress, FileSystem.Disk, cancellationToken);

    /// <summary>Checks a log of another file system.</summary>
    internal static LogVerification Verify(string directory, IProgress<long>? progress, FileSystem files, CancellationToken cancellationToken)
    {
        var log = At(directory, files);
        return log.HoldsLog()
            ? new LogVerifier(log, progress, cancellationToken).Run()
            : throw new StoreNotFoundException(log.Path, "message log");
    }

    /// <summary>Repairs a damaged log: what is sound stays and keeps its numbers, what is damaged is set aside.</summary>
    /// <remarks>
    /// Every byte that is taken out is first copied to a file below <c>quarantine/</c>. Where messages are lost, a gap is
    /// recorded: readers pass over it and count in <see cref="LogReader.LostMessages"/>. Afterwards the log can be read from
    /// end to end, appended to, and is sound to <see cref="Verify(string, IProgress{long}?, CancellationToken)"/>. A repair that was killed in the middle is run again.
    /// </remarks>
    /// <param name="directory">The log's directory.</param>
    /// <param name="apply">Whether to repair; false only says what a repair would do, and changes nothing.</param>
    /// <exception cref="StoreNotFoundException">The directory does not exist or holds no log.</exception>
    /// <exception cref="StoreLockedException">A writer holds the log.</exception>
    /// <exception cref="StorageFullException">There is no room for the copies. Run it again when there is.</exception>
    /// <exception cref="UnsupportedFormatException">The log was written in a format unknown to this version.</exception>
    public static LogRepair Repair(string directory, bool apply = true) => Repair(directory, apply, FileSystem.Disk);

    /// <summary>Repairs a log on a file system of the caller's, so that tests own its failures.</summary>
    internal static LogRepair Repair(string directory, bool apply, FileSystem files)
    {
        var log = At(directory, files);
        return log.HoldsLog() ? LogRepairer.Run(log, apply) : throw new StoreNotFoundException(log.Path, "message log");
    }

    /// <summary>The log's directory, as a full path.</summary>
    public string Directory => _directory.Path;

    /// <summary>What opening for writing found and did; null for a log opened for reading.</summary>
    public LogRecovery? Recovery => _writer?.Recovery;

    /// <summary>The first message that exists, or <see cref="NextSequence"/> when there is none.</summary>
    public long FirstSequence => SegmentCatalog.First(_directory).NextSequence;

    /// <summary>The sequence number that the next message will get, whichever process appends it.</summary>
    public long NextSequence => _writer is { } writer ? writer.Appender.NextSequence : _head!.NextSequence;

    /// <summary>The newest message that survives a power loss; 0 when none does, or none is known to.</summary>
    public long DurableSequence =>
        Math.Clamp(_writer?.Flusher.DurableSequence ?? _control?.DurableSequence ?? 0, 0, NextSequence - 1);

    /// <summary>Appends a message: visible to every reader when this returns.</summary>
    /// <remarks>Allocates nothing. Rolls to the next segment when the message does not fit into this one.</remarks>
    /// <param name="payload">Its bytes; empty is allowed.</param>
    /// <param name="type">The user's message type.</param>
    /// <returns>Its sequence number.</returns>
    /// <exception cref="ArgumentException">The message is larger than a segment can hold, or lacks a timestamp that it must have.</exception>
    /// <exception cref="StorageFullException">The disk is full. The log stays as it is; append again when there is space.</exception>
    /// <exception cref="LogFullException">The log has reached <see cref="MessageLogOptions.MaxBytes"/>.</exception>
    /// <exception cref="WriterFaultedException">A flush failed earlier.</exception>
    /// <exception cref="InvalidOperationException">A batch or claim is open, or the log was opened for reading.</exception>
    public long Append(ReadOnlySpan<byte> payload, ushort type = 0) => Appender.Append(payload, type, 0, default);

    /// <inheritdoc cref="Append(ReadOnlySpan{byte}, ushort)"/>
    /// <param name="payload">Its bytes; empty is allowed.</param>
    /// <param name="properties">Type, timestamp and trace of the message.</param>
    public long Append(ReadOnlySpan<byte> payload, in MessageProperties properties) =>
        Appender.Append(payload, properties.Type, properties.TimestampNs, TraceContext.From(properties));

    /// <summary>Reserves room for a message, to be filled in place.</summary>
    /// <param name="length">Bytes of payload.</param>
    /// <param name="properties">Type, timestamp and trace of the message. The timestamp is taken now.</param>
    /// <returns>The claim; dispose it in every case.</returns>
    /// <exception cref="ArgumentException">The message is larger than a segment can hold, or lacks a timestamp that it must have.</exception>
    /// <exception cref="StorageFullException">The disk is full.</exception>
    /// <exception cref="LogFullException">The log has reached <see cref="MessageLogOptions.MaxBytes"/>.</exception>
    /// <exception cref="WriterFaultedException">A flush failed earlier.</exception>
    /// <exception cref="InvalidOperationException">A batch or claim is open, or the log was opened for reading.</exception>
    public MessageClaim Claim(int length, in MessageProperties properties = default)
    {
        var appender = Appender;
        var payload = appender.Claim(length, properties.Type, properties.TimestampNs, TraceContext.From(properties), out var ticket);
        return new MessageClaim(appender, ticket, payload);
    }

    /// <summary>Begins a batch: messages that become visible together, or never.</summary>
    /// <exception cref="InvalidOperationException">A batch or claim is open, or the log was opened for reading.</exception>
    public MessageBatch BeginBatch() => new(Appender);

    /// <summary>Makes everything appended so far survive a power loss. From any thread.</summary>
    /// <exception cref="WriterFaultedException">This flush or an earlier one failed; the writer takes no more.</exception>
    public void Flush() => Writer.Flusher.Flush(Writer.Appender.Published);

    /// <summary>Completes when a message survives a power loss. From any thread.</summary>
    /// <remarks>Any number of waiters share flushes: those that come while one runs are all served by the next.</remarks>
    /// <param name="sequence">A message that was appended.</param>
    /// <param name="cancellationToken">Ends this wait, not the flush.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such message has been appended.</exception>
    /// <exception cref="WriterFaultedException">The flush, or an earlier one, failed.</exception>
    public Task WaitDurableAsync(long sequence, CancellationToken cancellationToken = default)
    {
        var writer = Writer;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence, writer.Appender.NextSequence);
        return writer.GroupCommit.WaitAsync(sequence).WaitAsync(cancellationToken);
    }

    /// <summary>Removes old segments. From any thread, beside appending and reading.</summary>
    /// <remarks>
    /// Everything that goes is durable first. A reader in a removed segment reads it to its end, and is then told with a
    /// <see cref="SequenceOutOfRangeException"/>. The space of a segment comes back when no reader stands in it any more, in
    /// any process. A reader that waits stands at the end, and has let go of the segment before: at once where it sleeps
    /// until it is woken, soon otherwise.
    /// </remarks>
    /// <param name="policy">What may go.</param>
    /// <param name="dryRun">Whether only to say what would go.</param>
    /// <exception cref="InvalidOperationException">The log was opened for reading.</exception>
    public RetentionReport Retain(RetentionPolicy policy, bool dryRun = false)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Writer.Retainer.Apply(policy, dryRun);
    }

    /// <summary>Waits until a log that has refused a message for its size has room again. From any thread.</summary>
    /// <remarks>
    /// For a log with <see cref="MessageLogOptions.MaxBytes"/>: what an append with a <see cref="MessageLogOptions.FullTimeout"/>
    /// does, with a cancellation. Somebody has to apply retention meanwhile, unless the log was opened with one.
    /// </remarks>
    /// <param name="timeout">The longest wait; <see cref="Timeout.InfiniteTimeSpan"/> for none, zero to look only.</param>
    /// <param name="cancellationToken">Ends the wait, within some 20 milliseconds.</param>
    /// <returns>Whether there is room; true when nothing was refused.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The log was opened for reading.</exception>
    public bool WaitForRoom(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        Writer.Room.Wait(new Deadline(timeout), cancellationToken);

    /// <summary>Creates a reader. It lives on its own: also after this log was disposed.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="options">How it reads and waits; null for the defaults.</param>
    /// <exception cref="SequenceOutOfRangeException">The start is a message that does not exist any more, or is not the next.</exception>
    /// <exception cref="DamagedFileException">Damage was met on the way to the start.</exception>
    public LogReader CreateReader(LogStart start, LogReaderOptions? options = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _metrics.Track(LogReader.Open(_directory, start, options));
    }

    /// <summary>Opens a named cursor, creating it when there is none. Also for a log opened for reading.</summary>
    /// <param name="name">1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>, not beginning with <c>.</c></param>
    /// <exception cref="ArgumentException">The name is not one.</exception>
    /// <exception cref="StoreLockedException">Another reader holds this cursor.</exception>
    public LogCursor OpenCursor(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return LogCursor.Open(_directory, _metrics, name);
    }

    /// <summary>Describes the log as it is now: segments, head, durable mark, writer.</summary>
    public LogDescription Describe()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return LogDescriber.Describe(_directory, _control);
    }

    /// <summary>Populates the next bytes of the segment once more, so that a measurement finds them so whatever the system did meanwhile.</summary>
    internal void PopulateAhead(long length) => Writer.Appender.PopulateAhead(length);

    /// <summary>Waits until the background worker has nothing to do, so that a measurement finds segments ready.</summary>
    internal void WaitUntilWorkerIsIdle() => Writer.WaitUntilWorkerIsIdle();

    /// <summary>Flushes, marks the log as closed and releases it. An open batch is abandoned.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _appender = null;
        _metrics.Dispose();
        if (_writer is { } writer)
        {
            writer.Dispose();
            return;
        }

        _control?.Dispose();
    }

    /// <summary>How often the writer woke sleeping readers.</summary>
    internal long WakeUps => Writer.Signal.WakeUps;

    private Appender Appender => _appender ?? ThrowNotWritable().Appender;

    private LogWriter Writer => _writer is { } writer && !_disposed ? writer : ThrowNotWritable();

    private static LogDirectory At(string directory, FileSystem files)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("A log is mapped as it is on disk, which needs a little-endian processor.");
        return new LogDirectory(files, Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
    }

    [DoesNotReturn]
    private LogWriter ThrowNotWritable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        throw new InvalidOperationException($"{_directory.Path} was opened for reading.");
    }
}
