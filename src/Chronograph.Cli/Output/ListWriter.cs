namespace Chronograph.Cli;

/// <summary>A list that is printed item by item.</summary>
internal abstract class ListWriter<T> : IDisposable
{
    /// <summary>Prints the next item.</summary>
    public abstract void Write(T item);

    /// <summary>Makes everything written so far visible.</summary>
    public abstract void Flush();

    public abstract void Dispose();
}
