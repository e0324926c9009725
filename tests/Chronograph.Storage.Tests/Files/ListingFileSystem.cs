using Chronograph.Selftest;

namespace Chronograph.Storage.Tests;

/// <summary>The disk, with a list of what was done to directories and which files were deleted.</summary>
internal sealed class ListingFileSystem : ForwardingFileSystem
{
    public List<string> Operations { get; } = [];

    public override void Before(Operation operation, string path)
    {
        if (operation is Operation.Create or Operation.Flush or Operation.Delete)
            Operations.Add($"{operation} {path}");
    }
}
