namespace Fairlead.Tests.Http;

/// <summary>Arguments that clients mirror in <c>Mcp-Param-*</c> (SEP-2243).</summary>
public sealed class ParameterHeaderTests(GreeterFixture fixture) : IClassFixture<GreeterFixture>
{
    [Theory]
    [InlineData("{}", null, null, null)]
    [InlineData("""{"region":null,"limits":{"count":null},"dry":null}""", null, null, null)]
    [InlineData("""{"region":"us-west1"}""", "us-west1", null, null)]
    [InlineData("""{"region":"us west1"}""", "us west1", null, null)]
    [InlineData("""{"region":""}""", "", null, null)]
    [InlineData("""{"region":" padded "}""", "=?base64?IHBhZGRlZCA=?=", null, null)]
    [InlineData("""{"region":"line1\nline2"}""", "=?base64?bGluZTEKbGluZTI=?=", null, null)]
    [InlineData("""{"region":"Hello, 世界"}""", "=?base64?SGVsbG8sIOS4lueVjA==?=", null, null)]
    [InlineData("""{"region":"=?base64?literal?="}""", "=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=", null, null)]
    [InlineData("""{"region":"us\u002dwest1"}""", "us-west1", null, null)]
    [InlineData("""{"limits":{"other":1,"count":42}}""", null, "42", null)]
    [InlineData("""{"limits":{"count":42}}""", null, "42.0", null)]
    [InlineData("""{"limits":{"count":42.00}}""", null, "42", null)]
    [InlineData("""{"limits":{"count":4.2e1}}""", null, "42", null)]
    [InlineData("""{"limits":{"count":4200}}""", null, "42E+2", null)]
    [InlineData("""{"limits":{"count":-0}}""", null, "0", null)]
    [InlineData("""{"limits":{"count":9007199254740993}}""", null, "9007199254740993", null)]
    [InlineData("""{"dry":true}""", null, null, "true")]
    [InlineData("""{"dry":false,"region":"a"}""", "a", null, "false")]
    public async Task What_mirrors_the_arguments_is_served(string arguments, string? region, string? count, string? dry)
    {
        var reply = await fixture.Server.AskAsync(Call(arguments, region, count, dry));
        Assert.Equal("ran", reply.Text);
    }

    [Theory]
    [InlineData("""{"region":"us-west1"}""", null, null, null)]
    [InlineData("""{"region":"us-west1"}""", "us-east1", null, null)]
    [InlineData("""{"region":"us-west1"}""", "US-WEST1", null, null)]
    [InlineData("""{"region":"us-west1"}""", "=?base64?dXMtd2VzdA?=", null, null)]
    [InlineData("""{"region":"é"}""", "é", null, null)]
    [InlineData("""{"region":"=?base64?literal?="}""", "=?base64?literal?=", null, null)]
    [InlineData("{}", "us-west1", null, null)]
    [InlineData("""{"region":null}""", "null", null, null)]
    [InlineData("""{"region":{"x":1}}""", "x", null, null)]
    [InlineData("""{"limits":{"count":42}}""", null, null, null)]
    [InlineData("""{"limits":{"count":42}}""", null, "43", null)]
    [InlineData("""{"limits":{"count":42}}""", null, "0x2a", null)]
    [InlineData("""{"limits":{"count":42}}""", null, "4 2", null)]
    [InlineData("""{"limits":{"count":42}}""", null, "42e", null)]
    [InlineData("""{"limits":{"count":42}}""", null, ".42e2", null)]
    [InlineData("""{"limits":{"count":42}}""", null, "-42", null)]
    [InlineData("""{"limits":{"count":9007199254740993}}""", null, "9007199254740992", null)]
    [InlineData("""{"count":42}""", null, "42", null)]
    [InlineData("""{"dry":true}""", null, null, "True")]
    [InlineData("""{"dry":true}""", null, null, "false")]
    public async Task What_does_not_mirror_the_arguments_is_refused(string arguments, string? region, string? count, string? dry)
    {
        var reply = await fixture.Server.AskAsync(Call(arguments, region, count, dry));
        Assert.Equal((400, -32020, "1"), (reply.Status, reply.Code, reply.Id));
    }

    [Fact]
    public async Task A_header_must_appear_once()
    {
        var reply = await fixture.Server.AskAsync(Call("""{"region":"a"}""", "a", null, null).And("Mcp-Param-Region", "a"));
        Assert.Equal((400, -32020), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Headers_that_the_tool_does_not_know_are_ignored()
    {
        var reply = await fixture.Server.AskAsync(Call("{}", null, null, null).With("Mcp-Param-Unknown", "x"));
        Assert.Equal("ran", reply.Text);
    }

    [Fact]
    public async Task Legacy_clients_mirror_nothing()
    {
        var reply = await fixture.Server.AskAsync(Post.Legacy("tools/call", "\"name\":\"mirrored\",\"arguments\":{\"region\":\"a\"}"));
        Assert.Equal("ran", reply.Text);
    }

    private static Post Call(string arguments, string? region, string? count, string? dry) =>
        Post.Call("mirrored", arguments).With("Mcp-Param-Region", region).With("Mcp-Param-Count", count).With("Mcp-Param-Dry", dry);
}
