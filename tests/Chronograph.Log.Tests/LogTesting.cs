using System.Text;

namespace Chronograph.Log.Tests;

/// <summary>Short ways to write and read small logs.</summary>
internal static class LogTesting
{
    public static readonly MessageLogOptions Small = new() { SegmentSize = MessageLogOptions.SegmentSizeUnit };

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Bytes that tell which message they belong to.</summary>
    public static byte[] Payload(long number, int length)
    {
        var bytes = new byte[length];
        new Random((int)number).NextBytes(bytes);
        return bytes;
    }

    public static List<string> Texts(MessageLog log, LogStart start = default)
    {
        using var reader = log.CreateReader(start);
        return Texts(reader);
    }

    public static List<string> Texts(LogReader reader)
    {
        var texts = new List<string>();
        while (reader.TryRead(out var message))
            texts.Add(Encoding.UTF8.GetString(message.Payload));
        return texts;
    }

    public static List<string> TextsOf(string directory)
    {
        using var log = MessageLog.OpenReadOnly(directory);
        return Texts(log);
    }

    public static void AssertSound(string directory)
    {
        var verification = MessageLog.Verify(directory);
        Assert.True(verification.Ok, string.Join("; ", verification.Damage));
    }

    /// <summary>The directory as a crash at this moment would leave it for the next process.</summary>
    public static string Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var path in Directory.GetFiles(from))
        {
            if (Path.GetFileName(path) == "writer.lock")
                continue;
            try
            {
                File.WriteAllBytes(Path.Combine(to, Path.GetFileName(path)), ReadShared(path));
            }
            catch (FileNotFoundException)
            {
                // a temporary file of the background worker, renamed since it was listed
            }
        }

        return to;
    }

    public static void Edit(string path, Action<byte[]> edit)
    {
        var bytes = File.ReadAllBytes(path);
        edit(bytes);
        File.WriteAllBytes(path, bytes);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
