using System.Text.Json;
using Chronograph.Graph;
using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Ingest.Tests;

public class RejectionTests
{
    [Fact]
    public void A_message_that_cannot_be_used_is_set_aside_with_its_reason_and_the_line_goes_on()
    {
        using var directory = new TemporaryDirectory();
        AppendGoodAndBad(directory["log"]);
        var result = Ingest(directory);
        Assert.Equal((1, 3), (result.Versions, result.Rejected));

        var entries = Entries(directory["graph/rejections"]);
        Assert.Equal([2, 3, 4], entries.Select(entry => entry.GetProperty("seq").GetInt64()));
        Assert.All(entries, entry => Assert.Equal("log", entry.GetProperty("log").GetString()));
        Assert.All(entries, entry => Assert.NotEmpty(entry.GetProperty("reason").GetString()!));
        Assert.Equal("{oops", entries[0].GetProperty("payload").GetString());
        Assert.Equal([0xFF, 0xFE], entries[1].GetProperty("payload_base64").GetBytesFromBase64());
        Assert.Equal(3, GraphIngest.Status(directory["log"], directory["graph"]).Rejected);
    }

    [Fact]
    public void A_message_that_is_read_again_is_set_aside_once()
    {
        using var directory = new TemporaryDirectory();
        AppendGoodAndBad(directory["log"]);
        Ingest(directory);
        Directory.Move(directory["graph/rejections"], directory["kept"]);
        Directory.Delete(directory["graph"], recursive: true);
        Directory.CreateDirectory(directory["graph"]);
        Directory.Move(directory["kept"], directory["graph/rejections"]);
        Ingest(directory);
        Assert.Equal(3, Entries(directory["graph/rejections"]).Count);
    }

    [Fact]
    public void A_run_that_is_asked_to_stops_at_the_first_one_and_commits_nothing()
    {
        using var directory = new TemporaryDirectory();
        AppendGoodAndBad(directory["log"]);
        using var ingest = GraphIngest.Open(directory["log"], directory["graph"], new GraphIngestOptions { StopOnRejection = true });
        var error = Assert.Throws<MessageRejectedException>(() => ingest.Run(TestContext.Current.CancellationToken));
        Assert.Equal(2, error.Sequence);
        Assert.Equal(GraphVersion.None, GraphIngest.Status(directory["log"], directory["graph"]).Version);
    }

    private static void AppendGoodAndBad(string path)
    {
        using var log = MessageLog.Open(path);
        log.Append("""{"semantic_id":"a","type":"T"}"""u8, 1);
        log.Append("{oops"u8, 1);
        log.Append([0xFF, 0xFE], 2);
        log.Append("{}"u8, 999);
        log.Append("{}"u8, 6);
        log.Flush();
    }

    private static IngestResult Ingest(TemporaryDirectory directory)
    {
        using var ingest = GraphIngest.Open(directory["log"], directory["graph"]);
        return ingest.Run(TestContext.Current.CancellationToken);
    }

    private static List<JsonElement> Entries(string path)
    {
        var entries = new List<JsonElement>();
        using var log = MessageLog.OpenReadOnly(path);
        using var reader = log.CreateReader(LogStart.First);
        while (reader.TryRead(out var message))
            entries.Add(JsonDocument.Parse(message.Payload.ToArray()).RootElement);
        return entries;
    }
}
