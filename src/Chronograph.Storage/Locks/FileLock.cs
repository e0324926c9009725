namespace Chronograph.Storage;

/// <summary>A held lock of the operating system on a file. It ends with <see cref="Dispose"/> or with the process.</summary>
internal abstract class FileLock : IDisposable
{
    /// <summary>Replaces the text in the file, which is for people and for diagnosis only.</summary>
    public abstract void Describe(string text);

    public abstract void Dispose();
}
