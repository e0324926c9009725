namespace Chronograph.Log;

/// <summary>One change to one file, decided before anything is changed.</summary>
/// <remarks>
/// Each can be repeated: a repair that was killed in the middle is run again, finds what is left to do, and loses nothing,
/// since bytes are changed only after a copy of them is durable.
/// </remarks>
/// <param name="Path">The file.</param>
/// <param name="From">Where the changed bytes begin.</param>
/// <param name="To">Where they end.</param>
/// <param name="Description">What is wrong there and what becomes of it.</param>
internal abstract record RepairStep(string Path, long From, long To, string Description)
{
    /// <summary>Messages that are lost with these bytes.</summary>
    public virtual long LostMessages => 0;

    /// <summary>Whether the bytes are taken out of the log and so are copied first.</summary>
    public virtual bool TakesOut => true;

    /// <summary>Changes the file, durably. What is taken out has been copied.</summary>
    public abstract void Apply(LogDirectory directory);

    public LogRepairAction Describe(string setAside) =>
        new(System.IO.Path.GetFileName(Path), From, To - From, Description, setAside.Length == 0 ? "" : System.IO.Path.GetFileName(setAside));
}
