namespace Chronograph.Log.Tests;

/// <summary>The repository that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Chronograph.slnx")))
                return directory.FullName;
        }

        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
