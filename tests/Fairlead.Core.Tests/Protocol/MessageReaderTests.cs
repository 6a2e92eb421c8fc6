using System.Text;
using Fairlead.Protocol;

namespace Fairlead.Core.Tests.Protocol;

public class MessageReaderTests
{
    private static readonly McpLimits Limits = new();

    [Fact]
    public void Slices_of_a_call_are_the_bytes_that_were_sent()
    {
        var message = Read("""
            {"jsonrpc":"2.0", "id" : 7,"method":"tools/call","params":{"name":"gre\u0065t","arguments": {"a": [1, {"b":"\n"}]},
            "_meta":{"progressToken":"t","io.modelcontextprotocol/protocolVersion":"2026-07-28","x":{"y":[]}}}}
            """);

        Assert.Equal(MessageKind.Request, message.Kind);
        Assert.Equal("7", Text(message.Id));
        Assert.Equal("tools/call", Text(message.Method));
        Assert.Equal("""
            "gre\u0065t"
            """, Text(message.Name));
        Assert.Equal("greet", Message.TextOf(message.Name));
        Assert.Equal("""{"a": [1, {"b":"\n"}]}""", Text(message.Arguments));
        Assert.Equal(1, message.ArgumentCount);
        Assert.Equal("\"t\"", Text(message.ProgressToken));
        Assert.Equal("\"2026-07-28\"", Text(message.MetaVersion));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":"a","method":"ping"}""", nameof(MessageKind.Request))]
    [InlineData("""{"jsonrpc":"2.0","method":"ping"}""", nameof(MessageKind.Notification))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""", nameof(MessageKind.Response))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}""", nameof(MessageKind.Response))]
    [InlineData("""{"id":1,"extra":{"deep":[{}]},"method":"ping","jsonrpc":"2.0"}""", nameof(MessageKind.Request))]
    public void Kinds_are_told_apart(string json, string kind) => Assert.Equal(kind, Read(json).Kind.ToString());

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"\"")]
    [InlineData("\"a\\u00e9\\n\"")]
    public void Ids_are_kept_byte_for_byte(string id) =>
        Assert.Equal(id, Text(Read($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ping"}""").Id));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"} {}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping",}""")]
    [InlineData("""{'jsonrpc':'2.0'}""")]
    [InlineData("""{"jsonrpc":"2.0","id":01,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"pi\x"}""")]
    [InlineData("\uFEFF{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")]
    public void What_is_no_json_is_a_parse_error(string text)
    {
        var message = Read(text);
        Assert.Equal(MessageKind.Invalid, message.Kind);
        Assert.Equal(ErrorCodes.ParseError, message.Fault!.Code);
        Assert.True(message.Id.IsEmpty);
    }

    [Fact]
    public void Invalid_utf8_is_a_parse_error()
    {
        byte[] json = [.. """{"jsonrpc":"2.0","id":1,"method":"p"""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal(ErrorCodes.ParseError, MessageReader.Read(json, Limits).Fault!.Code);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", "")]
    [InlineData("1", "")]
    [InlineData("\"text\"", "")]
    [InlineData("{}", "")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""", "")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""", "")]
    [InlineData("""{"jsonrpc":"2.0","id":1.0,"method":"ping"}""", "")]
    [InlineData("""{"jsonrpc":"2.0","id":1e2,"method":"ping"}""", "")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""", "")]
    [InlineData("""{"jsonrpc":"2.0","id":[1],"method":"ping"}""", "")]
    [InlineData("""{"jsonrpc":"2.0","id":true,"method":"ping"}""", "")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "1")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ping"}""", "1")]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"ping"}""", "1")]
    [InlineData("""{"id":1,"method":"ping"}""", "1")]
    [InlineData("""{"JsonRpc":"2.0","id":1,"method":"ping"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"Method":"ping"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":""}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":null}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","method":"ping","id":1}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","m\u0065thod":"ping","id":1}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"name":"a","name":"b"}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"arguments":{"a":1,"\u0061":2}}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"arguments":{"a":[{"k":1,"l":{},"k":1}]}}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"_meta":{"a":1,"a":1}}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"arguments":{"a":"\ud800"}}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"\udc00":1}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"\ud800x","id":1}""", "1")]
    public void What_is_no_message_is_an_invalid_request_with_the_id_where_there_is_one(string json, string id)
    {
        var message = Read(json);
        Assert.Equal(MessageKind.Invalid, message.Kind);
        Assert.Equal(ErrorCodes.InvalidRequest, message.Fault!.Code);
        Assert.Equal(id, Text(message.Id));
    }

    [Fact]
    public void Equal_names_in_different_objects_are_no_duplicates() => Assert.Equal(
        MessageKind.Request,
        Read("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":{"a":{"a":1},"b":[{"a":1},{"a":1}]},"id":1,"jsonrpc":1}}""").Kind);

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(20_000)]
    public void Duplicates_are_found_in_objects_of_any_size(int members)
    {
        var names = Enumerable.Range(0, members).Select(i => $"\"n{i}\":{i}");
        Assert.Equal(MessageKind.Request, Read(WithArguments(string.Join(',', names))).Kind);
        Assert.Equal(MessageKind.Invalid, Read(WithArguments(string.Join(',', [.. names, "\"n\\u0037\":1"]))).Kind);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Nesting_is_bounded(string open, string close)
    {
        // The message, its params and its arguments are three levels already.
        Assert.Equal(MessageKind.Request, Read(Nested(61)).Kind);
        var tooDeep = Read(Nested(62));
        Assert.Equal(ErrorCodes.InvalidRequest, tooDeep.Fault!.Code);
        Assert.Equal("1", Text(tooDeep.Id));
        Assert.Equal(ErrorCodes.InvalidRequest, Read(Nested(100_000)).Fault!.Code);

        string Nested(int depth) => WithArguments($"\"x\":{string.Concat(Enumerable.Repeat(open, depth))}1{string.Concat(Enumerable.Repeat(close, depth))}");
    }

    [Fact]
    public void Escaped_surrogate_pairs_are_text() =>
        Assert.Equal(MessageKind.Request, Read("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"\ud83d\ude00":"\\ud800 \ud83d\ude00"}}""").Kind);

    private static string WithArguments(string members) =>
        """{"jsonrpc":"2.0","id":1,"method":"x","params":{"arguments":{""" + members + "}}}";

    private static Message Read(string json) => MessageReader.Read(Encoding.UTF8.GetBytes(json), Limits);

    private static string Text(ReadOnlyMemory<byte> slice) => Encoding.UTF8.GetString(slice.Span);
}
