using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace Chronograph.Code;

/// <summary>Reads file contents through one <c>git cat-file --batch</c> that lives as long as this reader.</summary>
internal sealed class GitBlobReader : IDisposable
{
    private readonly GitRepository _repository;
    private readonly Process _process;
    private readonly Stream _requests;
    private readonly BufferedStream _answers;

    private GitBlobReader(GitRepository repository, Process process)
    {
        _repository = repository;
        _process = process;
        _requests = process.StandardInput.BaseStream;
        _answers = new BufferedStream(process.StandardOutput.BaseStream, 64 * 1024);
    }

    public static GitBlobReader Open(GitRepository repository)
    {
        var process = GitProcess.Start(repository.Root, "cat-file", "--batch");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new GitBlobReader(repository, process);
    }

    /// <exception cref="GitException">The object is missing or git stopped.</exception>
    public byte[] Read(string objectName)
    {
        _requests.Write(Encoding.ASCII.GetBytes(objectName + "\n"));
        _requests.Flush();
        var content = new byte[ReadLength(objectName)];
        _answers.ReadExactly(content);
        _answers.ReadByte();
        return content;
    }

    public void Dispose()
    {
        _requests.Dispose();
        _process.WaitForExit();
        _answers.Dispose();
        _process.Dispose();
    }

    /// <summary>The answer begins with <c>NAME blob LENGTH</c> and a line feed.</summary>
    private int ReadLength(string objectName)
    {
        Span<byte> line = stackalloc byte[256];
        var length = 0;
        for (var next = _answers.ReadByte(); next is not '\n'; next = _answers.ReadByte())
        {
            if (next < 0 || length == line.Length)
                throw new GitException(_repository.Root, $"git cat-file stopped while reading {objectName}.");
            line[length++] = (byte)next;
        }

        line = line[..length];
        return Utf8Parser.TryParse(line[(line.LastIndexOf((byte)' ') + 1)..], out int size, out _)
            ? size
            : throw new GitException(_repository.Root, $"git cat-file: {Encoding.UTF8.GetString(line)}.");
    }
}
