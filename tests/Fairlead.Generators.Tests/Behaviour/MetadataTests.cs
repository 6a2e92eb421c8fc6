using Fairlead.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Generators.Tests.Behaviour;

/// <summary>Attributes that protect arrive where they are judged.</summary>
public class MetadataTests
{
    private static Component Find(McpServerBuilder builder, string name) => builder.Components.Snapshot.Single(component => component.Name == name);

    private static McpServerBuilder Builder() => new("test", new ServiceCollection());

    private static string Scopes(Component component) =>
        string.Join(' ', component.Metadata.OfType<RequireScopeAttribute>().Select(attribute => string.Join('+', attribute.Scopes)));

    [Fact]
    public void Lambdas_carry_attributes_with_all_their_values()
    {
        var builder = Builder();
        builder.Tool("guarded", [RequireScope("a", "b"), RequireRole("r"), RateLimit(60, Per = "1s", By = RateLimitBy.Component), RateLimitCost(3), ConcurrencyLimit(2)] (int id) => id);
        var metadata = Find(builder, "guarded").Metadata;
        Assert.Equal(["a", "b"], metadata.OfType<RequireScopeAttribute>().Single().Scopes);
        Assert.Equal(["r"], metadata.OfType<RequireRoleAttribute>().Single().Roles);
        var rate = metadata.OfType<RateLimitAttribute>().Single();
        Assert.Equal((60, "1s", RateLimitBy.Component), (rate.Permits, rate.Per, rate.By));
        Assert.Equal(3, metadata.OfType<RateLimitCostAttribute>().Single().Permits);
        Assert.Equal(2, metadata.OfType<ConcurrencyLimitAttribute>().Single().Permits);
    }

    [Fact]
    public void A_class_protects_what_it_inherits_and_what_is_derived_from_it()
    {
        var builder = Builder();
        builder.Add<DerivedTools>();
        Assert.Equal("base derived", Scopes(Find(builder, "inherited")));
        Assert.Equal("base derived method", Scopes(Find(builder, "overridden")));
        Assert.Equal("base derived own", Scopes(Find(builder, "own")));
    }

    [Fact]
    public void What_is_marked_on_a_parameter_is_marked_in_a_class_and_in_a_lambda_alike()
    {
        var builder = Builder();
        builder.Tool("lambda", ([Audited] int id, [Fairlead.Sensitive] string iban) => iban + id);
        builder.Add<DerivedTools>();
        foreach (var name in new[] { "lambda", "marked" })
        {
            var metadata = Find(builder, name).Metadata;
            Assert.Equal(["id"], metadata.OfType<AuditedAttribute>().Single().Arguments);
            Assert.Equal(["iban"], metadata.OfType<Fairlead.SensitiveAttribute>().Single().Arguments);
        }
    }

    [RequireScope("base")]
    public abstract class BaseTools
    {
        [McpTool]
        public string Inherited() => "inherited";

        [RequireScope("method")]
        public virtual string Overridden() => "base";
    }

    [RequireScope("derived")]
    public sealed class DerivedTools : BaseTools
    {
        [McpTool]
        public override string Overridden() => "derived";

        [McpTool]
        public string Marked([Audited] int id, [Fairlead.Sensitive] string iban) => iban + id;

        [McpTool, RequireScope("own")]
        public string Own() => "own";
    }
}
