using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Log_append : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Log => _directory["log"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Makes_each_line_a_message_and_says_which()
    {
        Assert.Equal(
            """{"appended":2,"first_seq":1,"last_seq":2,"durable_seq":2}""",
            Append("one\ntwo\n", "--format", "json").Lines[0]);
        Assert.Equal(
            """{"appended":3,"first_seq":3,"last_seq":5,"durable_seq":5}""",
            Append("three\n\nfive", "--format", "json", "--type", "7").Lines[0]);
        Assert.Equal(
            ["one 0", "two 0", "three 7", " 7", "five 7"],
            Messages().Select(message => $"{message.GetProperty("payload")} {message.GetProperty("type")}"));
    }

    [Fact]
    public void Takes_a_file_whole_as_it_is()
    {
        File.WriteAllBytes(_directory["file"], [0xFF, (byte)'\n', 0x00]);
        Append("", "--raw", _directory["file"], "--type", "3");
        Assert.Equal("/woA", Messages().Single().GetProperty("payload_base64").GetString());
    }

    [Fact]
    public void Of_nothing_appends_nothing() => Assert.Equal(
        """{"appended":0,"first_seq":null,"last_seq":null,"durable_seq":0}""",
        Append("", "--format", "json").Lines[0]);

    [Fact]
    public void Says_in_words_what_was_appended()
    {
        Assert.Equal("Appended 1 message: number 1. On the disk up to 1.\n", Append("one\n").Output);
        Assert.Equal("Appended 2 messages: numbers 2 to 3. On the disk up to 3.\n", Append("two\nthree\n").Output);
    }

    [Fact]
    public void Of_a_file_that_is_not_there_creates_no_log()
    {
        Tool.Run("log", "append", Log, "--raw", _directory["missing"]).Fails(2, _directory["missing"]);
        Assert.False(Directory.Exists(Log));
    }

    [Fact]
    public void Fails_when_another_writer_has_the_log()
    {
        using var writer = MessageLog.Open(Log);
        Tool.Run("one\n", ["log", "append", Log]).Fails(4, "is locked by another writer");
    }

    [Fact]
    public void Of_a_line_that_is_too_large_says_so_and_keeps_what_stood_before_it()
    {
        CreateLogOfSmallSegments();
        var large = new string('x', 70_000);
        var failed = Tool.Run($"one\ntwo\n{large}\nthree\n", ["log", "append", Log]);
        failed.Fails(1, "line 3 has 70000 bytes. The largest message of this log has 65");
        Assert.EndsWith(" bytes. Appended before it: 2 messages: numbers 1 to 2.", Assert.Single(failed.ErrorLines));
        Assert.Equal(2, Messages().Length);
        Assert.Equal(3, Append("three\n", "--format", "json").Json.GetProperty("first_seq").GetInt64());
    }

    [Fact]
    public void Of_a_file_that_is_too_large_says_so()
    {
        CreateLogOfSmallSegments();
        File.WriteAllBytes(_directory["large"], new byte[70_000]);
        Tool.Run("log", "append", Log, "--raw", _directory["large"]).Fails(1, "bytes. Nothing was appended.");
    }

    [Fact]
    public void Beyond_a_limit_on_the_size_of_files_fails_with_5_and_goes_on_without_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The limit is one of Unix.");
        using var shell = Tool.StartProgram("/bin/sh", ["-c", $"ulimit -f 20000; exec '{Tool.Path}' log append '{Log}'"]);
        var refused = Tool.ToEnd(shell, "a\n");
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("000000000.q", refused.Error);
        Assert.Contains("ulimit -f", refused.Error);
        Tool.Run("a\nb\n", ["log", "append", Log]).Succeeds();
        Tool.Run("log", "verify", Log).Succeeds();
    }

    [Fact]
    public void Says_how_much_it_took_when_there_is_no_room_for_the_rest()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The limit is one of Unix.");
        using (var log = MessageLog.Open(Log, new MessageLogOptions { SegmentSize = 16 << 20 })) // more than the limit: the first is there, another one cannot be made
            log.Append("there"u8);
        File.WriteAllLines(_directory["lines"], Enumerable.Repeat(new string('x', 100_000), 400));
        using var shell = Tool.StartProgram("/bin/sh", ["-c", $"ulimit -f 20000; exec '{Tool.Path}' log append '{Log}' < '{_directory["lines"]}'"]);
        var refused = Tool.ToEnd(shell, "");
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains($"Appended before it: {Messages().Length - 1} messages: numbers 2 to {Messages().Length}.", refused.Error);
    }

    [Fact]
    public void Keeps_what_was_appended_when_interrupted()
    {
        using var appending = Tool.Start(["log", "append", Log, "--format", "json"]);
        appending.StandardInput.WriteLine("one");
        appending.StandardInput.Flush();
        WaitForMessage();
        Signals.Interrupt(appending);
        Tool.WaitForExit(appending);
        Assert.Equal(130, appending.ExitCode);
        Assert.Contains("\"appended\":1", appending.StandardOutput.ReadToEnd());
    }

    private void CreateLogOfSmallSegments() =>
        MessageLog.Open(Log, new MessageLogOptions { SegmentSize = 64 * 1024 }).Dispose();

    private void WaitForMessage()
    {
        SpinWait.SpinUntil(() => MessageLog.Exists(Log), TimeSpan.FromSeconds(30));
        using var log = MessageLog.OpenReadOnly(Log);
        using var reader = log.CreateReader(LogStart.First);
        while (!reader.TryRead(out _))
            reader.Wait(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    private ToolResult Append(string input, params string[] options) =>
        Tool.Run(input, ["log", "append", Log, .. options]).Succeeds();

    private System.Text.Json.JsonElement[] Messages() =>
        Tool.Run("log", "read", Log, "--format", "json").Succeeds().JsonLines;
}
