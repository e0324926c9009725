using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>A segment was removed between listing and opening it. Never leaves the library: the caller looks again.</summary>
/// <param name="path">The file that was listed.</param>
internal sealed class SegmentGoneException(string path) : Exception
{
    /// <summary>What the caller tells when it has looked again often enough: no removal takes that long.</summary>
    public DamagedFileException ToDamage() =>
        new(path, 0, "the log has this segment, and it cannot be opened as one: the file is missing, or has no segment header");
}
