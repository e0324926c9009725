namespace Chronograph.Log;

/// <summary>Messages that are there already, read one after the other with <c>foreach</c>. Nothing is allocated.</summary>
/// <remarks>
/// All of them stay valid until the reader is asked for more, so they can be looked at together. Reading goes on behind
/// the last one that was enumerated: breaking off loses nothing.
/// </remarks>
public readonly ref struct MessageRun
{
    private readonly LogReader _reader;
    private readonly int _most;

    internal MessageRun(LogReader reader, int most) => (_reader, _most) = (reader, most);

    /// <summary>Begins to enumerate. A run is enumerated once.</summary>
    public Enumerator GetEnumerator() => new(_reader, _most);

    /// <summary>Reads the run.</summary>
    public ref struct Enumerator
    {
        private readonly LogReader _reader;
        private SegmentView? _begun;
        private int _left;
        private Message _current;

        internal Enumerator(LogReader reader, int most) => (_reader, _left, _begun) = (reader, most, reader.View);

        /// <summary>The message.</summary>
        public readonly Message Current => _current;

        /// <summary>Reads the next message of the run.</summary>
        /// <returns>False when there is none yet, or the run has as many as were asked for, or it ends with a segment.</returns>
        /// <exception cref="Chronograph.Storage.DamagedFileException">What is published here is not a sound message. The reader stays where it is.</exception>
        /// <exception cref="SequenceOutOfRangeException">The next message was removed by retention before it was read.</exception>
        public bool MoveNext()
        {
            // A reader keeps the segment before its own mapped: a run may begin in one and go on in the next, and no further.
            if (_left == 0 || (_begun is not null && _reader.View != _begun))
                return false;
            _left--;
            var read = _reader.TryReadInRun(out _current, mayLeave: _begun);
            _begun ??= _reader.View;
            return read;
        }
    }
}
