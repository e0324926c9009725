namespace Chronograph.Log;

/// <summary>What a <see cref="RecordWalker"/> found at its offset.</summary>
internal enum RecordStep
{
    /// <summary>A sound message.</summary>
    Message,

    /// <summary>A sound record that holds no message: padding, or a gap where messages were lost.</summary>
    Padding,

    /// <summary>No record is published here.</summary>
    End,

    /// <summary>Something is published here that is not a sound record, or not the next one.</summary>
    Damage,
}
