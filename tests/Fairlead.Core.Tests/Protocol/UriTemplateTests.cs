using System.Buffers;
using System.Text;
using Fairlead.Protocol;

namespace Fairlead.Core.Tests.Protocol;

public class UriTemplateTests
{
    [Theory]
    [InlineData("data://users/{id}", "data://users/42", """{"id":"42"}""")]
    [InlineData("data://users/{id}", "data://users/a%20b%2Fc", """{"id":"a b/c"}""")]
    [InlineData("data://users/{id}", "data://users/", null)]
    [InlineData("data://users/{id}", "data://users/1/2", null)]
    [InlineData("data://users/{id}", "data://Users/1", null)]
    [InlineData("data://{a}-{b}", "data://x-y-z", """{"a":"x","b":"y-z"}""")]
    [InlineData("file:///{+path}", "file:///a/b/c.txt", """{"path":"a/b/c.txt"}""")]
    [InlineData("file:///{+path}.txt", "file:///a.txt/b.txt", """{"path":"a.txt/b"}""")]
    [InlineData("repo://{owner}/{name}/blob{/path*}", "repo://o/n/blob/src/a%20b/c.cs", """{"owner":"o","name":"n","path":["src","a b","c.cs"]}""")]
    [InlineData("repo:/{/path*}", "repo://x", """{"path":["x"]}""")]
    [InlineData("geo://{lat,lon}", "geo://1.5,-2", """{"lat":"1.5","lon":"-2"}""")]
    [InlineData("x://a{/b,c}", "x://a/1/2", """{"b":"1","c":"2"}""")]
    [InlineData("x://a{.ext}", "x://a.txt", """{"ext":"txt"}""")]
    [InlineData("x://a{;k,l}", "x://a;k=1;l=2", """{"k":"1","l":"2"}""")]
    [InlineData("x://a{#part}", "x://a#b/c", """{"part":"b/c"}""")]
    [InlineData("items://list{?q,limit}", "items://list?limit=5&q=a%26b", """{"limit":"5","q":"a&b"}""")]
    [InlineData("items://list{?q,limit}", "items://list", "{}")]
    [InlineData("items://list{?q,limit}", "items://list?other=1", null)]
    [InlineData("items://list{?q}", "items://list?q=1&q=2", null)]
    [InlineData("items://list{?tags*}", "items://list?tags=1&tags=2", """{"tags":["1","2"]}""")]
    [InlineData("items://list{?a}{&b}", "items://list?b=1&a=2", """{"b":"1","a":"2"}""")]
    [InlineData("x://{v}", "x://%ff", null)]
    [InlineData("x://{v}", "x://%4", null)]
    [InlineData("x://{v}", "x://%252e", """{"v":"%2e"}""")]
    [InlineData("x://fixed", "x://fixed", "{}")]
    public void Uris_are_matched_and_decoded_once(string template, string uri, string? expected)
    {
        var output = new ArrayBufferWriter<byte>();
        var matched = UriTemplate.Parse(template).TryMatch(uri, output);
        Assert.Equal(expected is not null, matched);
        Assert.Equal(expected ?? "", Encoding.UTF8.GetString(output.WrittenSpan).Replace("\\u0026", "&", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x://{", "never closed")]
    [InlineData("x://}", "never opened")]
    [InlineData("x://{}", "no variable name")]
    [InlineData("x://{a b}", "no variable name")]
    [InlineData("x://{a}{b}", "nothing separates")]
    [InlineData("x://{a}/{a}", "appears twice")]
    [InlineData("x://{a:3}", "prefixes")]
    [InlineData("x://{a*}", "a list is written")]
    [InlineData("x://{?a}/b", "cannot follow")]
    [InlineData("x://{&a}", "must follow {?")]
    public void A_malformed_template_is_refused_with_a_reason(string template, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => UriTemplate.Parse(template)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("..", true)]
    [InlineData("a/../b", true)]
    [InlineData("a\\..\\b", true)]
    [InlineData("/etc/passwd", true)]
    [InlineData("\\\\server\\share", true)]
    [InlineData("C:\\x", true)]
    [InlineData("c:", true)]
    [InlineData("c:x", true)]
    [InlineData("a\0b", true)]
    [InlineData("a..b", false)]
    [InlineData("...", false)]
    [InlineData("12:30", false)]
    [InlineData("a/b.txt", false)]
    public void Paths_that_lead_astray_are_known(string value, bool expected) => Assert.Equal(expected, UriTemplateValue.IsTraversal(value));

    [Fact]
    public void Matching_a_long_uri_against_many_variables_takes_linear_time()
    {
        var template = UriTemplate.Parse("x://" + string.Join("-", Enumerable.Range(0, 20).Select(i => $"{{v{i}}}")) + "!");
        Assert.False(template.IsMatch("x://" + new string('-', 8000)));
    }
}
