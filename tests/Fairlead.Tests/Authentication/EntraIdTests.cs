using Fairlead.Authentication;

namespace Fairlead.Tests.Authentication;

/// <summary>Which issuers and audiences stand for one tenant and one application of Entra ID.</summary>
public sealed class EntraIdTests
{
    private const string Tenant = "3f6b2a2e-0d0f-4a8e-9f1c-2a5d5c6b7e80";
    private const string Application = "11111111-2222-3333-4444-555555555555";

    [Theory]
    [InlineData($"https://login.microsoftonline.com/{Tenant}/v2.0")]
    [InlineData($"https://login.microsoftonline.com/{Tenant}")]
    [InlineData($"https://LOGIN.microsoftonline.com/{Tenant}/")]
    public void A_tenant_has_a_v1_and_a_v2_issuer(string authority) => Assert.Equal(
        [$"https://sts.windows.net/{Tenant}/", $"https://login.microsoftonline.com/{Tenant}/v2.0"],
        EntraId.IssuersOf(authority));

    [Theory]
    [InlineData(Application)]
    [InlineData("api://" + Application)]
    public void An_application_is_known_by_its_id_and_its_id_uri(string audience) => Assert.Equal(
        [Application, "api://" + Application],
        EntraId.AudiencesOf($"https://login.microsoftonline.com/{Tenant}/v2.0", audience));

    [Theory]
    [InlineData("https://login.microsoftonline.com.evil.example/t/v2.0")]
    [InlineData("https://evil.example/login.microsoftonline.com/t")]
    [InlineData("https://login.example.com")]
    [InlineData("https://login.microsoftonline.com/common/v2.0")]
    public void Nobody_else_is_taken_for_a_tenant(string authority) => Assert.Empty(EntraId.IssuersOf(authority));

    [Fact]
    public void Elsewhere_an_audience_is_only_itself() =>
        Assert.Equal(["api://" + Application], EntraId.AudiencesOf("https://login.example.com", "api://" + Application));
}
