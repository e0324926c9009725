namespace Chronograph.Storage;

/// <summary>A flush to the disk failed, so this writer refuses to go on.</summary>
/// <remarks>
/// After a failed flush the operating system may have dropped the very pages that it could not write, so repeating the
/// flush would report a success that is not one. Close the writer and open it again: recovery decides what survived.
/// Reading goes on.
/// </remarks>
public sealed class WriterFaultedException : ChronographException
{
    /// <summary>Reports that the writer is faulted.</summary>
    /// <param name="path">The file whose flush failed first.</param>
    /// <param name="cause">The first failure.</param>
    public WriterFaultedException(string path, Exception cause)
        : base(path, $"A flush of {path} failed earlier, so this writer takes no more: {cause.Message} Close it and open it again.", cause)
    {
    }
}
