using System.Text;
using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Ingest.Tests;

public class ChangeCodingTests
{
    private static readonly Node Node = new("a.cs->METHOD->Say(\"\\é\u0001😀\")[in:N.C]", "METHOD", "Say", "a.cs", 0xFEDCBA9876543210, """{"start": 1,"end":2}""");
    private static readonly Edge Edge = new("a", "CALLS", "b", "[1, 2]");

    [Fact]
    public void A_node_comes_back_as_it_was_given()
    {
        var change = Assert.IsType<Change.UpsertNode>(Decode(MessageKind.UpsertNode, encoder => encoder.Encode(Node).ToArray()));
        Assert.Equal(Node, change.Node);
    }

    [Fact]
    public void A_node_with_nothing_but_its_identity_and_type_comes_back()
    {
        var bare = new Node("x", "T", "", "");
        Assert.Equal(new Change.UpsertNode(bare), Decode(MessageKind.UpsertNode, encoder => encoder.Encode(bare).ToArray()));
    }

    [Fact]
    public void An_edge_and_the_deletions_come_back()
    {
        Assert.Equal(new Change.UpsertEdge(Edge), Decode(MessageKind.UpsertEdge, encoder => encoder.Encode(Edge).ToArray()));
        Assert.Equal(new Change.DeleteNode("n"), Decode(MessageKind.DeleteNode, encoder => encoder.EncodeNodeDeletion("n").ToArray()));
        Assert.Equal(new Change.DeleteEdge("a", "T", "b"), Decode(MessageKind.DeleteEdge, encoder => encoder.EncodeEdgeDeletion("a", "T", "b").ToArray()));
    }

    [Fact]
    public void A_replacement_comes_back()
    {
        var change = Assert.IsType<Change.ReplaceFile>(
            Decode(MessageKind.ReplaceFile, encoder => encoder.EncodeReplacement("a.cs", [Node, Node], [Edge]).ToArray()));
        Assert.Equal("a.cs", change.File);
        Assert.Equal([Node, Node], change.Nodes);
        Assert.Equal([Edge], change.Edges);
    }

    [Fact]
    public void A_marker_comes_back()
    {
        var marker = new CommitMarker
        {
            Tags = new Dictionary<string, string> { ["b"] = "2 \"quoted\"", ["a"] = "" },
            CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
        };
        var change = Assert.IsType<Change.Commit>(Decode(MessageKind.Commit, encoder => encoder.Encode(marker).ToArray()));
        Assert.Equal(marker.Tags, change.Marker.Tags);
        Assert.Equal(marker.CreatedAt, change.Marker.CreatedAt);
    }

    [Fact]
    public void Metadata_that_is_not_JSON_is_refused_when_written()
    {
        using var encoder = new ChangeEncoder();
        Assert.ThrowsAny<JsonException>(() => { encoder.Encode(Node with { Metadata = "{oops" }); });
        Assert.IsType<Change.UpsertEdge>(ChangeDecoder.TryDecode((ushort)MessageKind.UpsertEdge, encoder.Encode(Edge), out _));
    }

    [Fact]
    public void Every_truncation_of_every_message_is_refused_with_a_reason()
    {
        using var encoder = new ChangeEncoder();
        (MessageKind Kind, byte[] Payload)[] messages =
        [
            (MessageKind.UpsertNode, encoder.Encode(Node).ToArray()),
            (MessageKind.UpsertEdge, encoder.Encode(Edge).ToArray()),
            (MessageKind.DeleteNode, encoder.EncodeNodeDeletion("n").ToArray()),
            (MessageKind.ReplaceFile, encoder.EncodeReplacement("a.cs", [Node], [Edge]).ToArray()),
            (MessageKind.Commit, encoder.Encode(new CommitMarker()).ToArray()),
        ];
        foreach (var (kind, payload) in messages)
        {
            for (var length = 0; length < payload.Length; length++)
            {
                Assert.Null(ChangeDecoder.TryDecode((ushort)kind, payload.AsSpan(0, length), out var reason));
                Assert.NotEmpty(reason);
            }
        }
    }

    [Theory]
    [InlineData(1, "[]")]
    [InlineData(1, "null")]
    [InlineData(1, """{"semantic_id":"a"}""")]
    [InlineData(1, """{"semantic_id":"","type":"T"}""")]
    [InlineData(1, """{"semantic_id":1,"type":"T"}""")]
    [InlineData(1, """{"semantic_id":"a","type":"T","content_hash":"not hex"}""")]
    [InlineData(1, """{"semantic_id":"a","type":"T","content_hash":"11112222333344445"}""")]
    [InlineData(1, """{"semantic_id":"a","type":"T"} {}""")]
    [InlineData(1, """{"semantic_id":"\ud800","type":"T"}""")]
    [InlineData(2, """{"src":"a","type":"T"}""")]
    [InlineData(5, """{"nodes":[]}""")]
    [InlineData(5, """{"file":"f","nodes":{}}""")]
    [InlineData(5, """{"file":"f","nodes":[1]}""")]
    [InlineData(6, """{"tags":{"a":1}}""")]
    [InlineData(6, """{"tags":{"a=b":"c"}}""")]
    [InlineData(6, """{"tags":{"":"c"}}""")]
    [InlineData(6, """{"created_at":"yesterday"}""")]
    [InlineData(0, "{}")]
    [InlineData(7, "{}")]
    public void What_is_not_a_change_is_refused_with_a_reason(ushort type, string payload)
    {
        Assert.Null(ChangeDecoder.TryDecode(type, Encoding.UTF8.GetBytes(payload), out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void What_is_optional_may_be_null()
    {
        var change = ChangeDecoder.TryDecode(
            1, """{"semantic_id":"a","type":"T","name":null,"file":null,"content_hash":null,"metadata":null}"""u8, out _);
        Assert.Equal(new Change.UpsertNode(new Node("a", "T", "", "")), change);
        Assert.Null(Assert.IsType<Change.Commit>(ChangeDecoder.TryDecode(6, """{"created_at":null}"""u8, out _)).Marker.CreatedAt);
    }

    [Fact]
    public void Properties_that_are_unknown_are_ignored()
    {
        var change = ChangeDecoder.TryDecode(3, """{"later":{"semantic_id":"no"},"semantic_id":"yes","more":[1]}"""u8, out _);
        Assert.Equal(new Change.DeleteNode("yes"), change);
    }

    private static Change? Decode(MessageKind kind, Func<ChangeEncoder, byte[]> encode)
    {
        using var encoder = new ChangeEncoder();
        return ChangeDecoder.TryDecode((ushort)kind, encode(encoder), out _);
    }
}
