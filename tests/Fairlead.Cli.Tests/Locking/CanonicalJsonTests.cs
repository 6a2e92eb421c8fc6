using System.Text;
using System.Text.Json.Nodes;
using Fairlead.Cli.Locking;

namespace Fairlead.Cli.Tests.Locking;

public class CanonicalJsonTests
{
    // RFC 8785, appendix B, and section 3.2.2.
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("1.0", "1")]
    [InlineData("1e23", "1e+23")]
    [InlineData("1E21", "1e+21")]
    [InlineData("1E20", "100000000000000000000")]
    [InlineData("999999999999999900000.0", "999999999999999900000")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("-333333333.3333332", "-333333333.3333332")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("{\"b\":[1, true,null],\"a\":\"\\u20ac\\u000f\\n\\/\"}", "{\"a\":\"€\\u000f\\n/\",\"b\":[1,true,null]}")]
    [InlineData("{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5}", "{\"\\r\":2,\"1\":4,\"€\":1,\"😀\":5,\"\ufb33\":3}")]
    public void A_value_has_one_form(string json, string canonical) => Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Of(JsonNode.Parse(json))));

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("1e999")]
    public void What_has_none_is_refused(string json) => Assert.Throws<FormatException>(() => CanonicalJson.Of(JsonNode.Parse(json)));
}
