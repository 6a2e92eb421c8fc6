namespace Fairlead.Clients.Tests.Conformance;

/// <summary>What the official suite requires of servers, scenario by scenario; a warning counts as a failure.</summary>
public sealed class ConformanceTests(ConformanceRuns runs) : IClassFixture<ConformanceRuns>
{
    [Theory]
    [MemberData(nameof(Scenarios.Of20251125), MemberType = typeof(Scenarios))]
    public async Task Revision_2025_11_25(string scenario) => (await runs.OfAsync("2025-11-25")).ShouldPass(scenario);

    [Theory]
    [InlineData("server-stateless")]
    [InlineData("completion-complete")]
    [InlineData("tools-list")]
    [InlineData("tools-call-simple-text")]
    [InlineData("tools-call-image")]
    [InlineData("tools-call-audio")]
    [InlineData("tools-call-embedded-resource")]
    [InlineData("tools-call-mixed-content")]
    [InlineData("tools-call-error")]
    [InlineData("tools-call-with-progress")]
    [InlineData("server-sse-multiple-streams")]
    [InlineData("resources-list")]
    [InlineData("resources-read-text")]
    [InlineData("resources-read-binary")]
    [InlineData("resources-templates-read")]
    [InlineData("sep-2164-resource-not-found")]
    [InlineData("prompts-list")]
    [InlineData("prompts-get-simple")]
    [InlineData("prompts-get-with-args")]
    [InlineData("prompts-get-embedded-resource")]
    [InlineData("prompts-get-with-image")]
    [InlineData("dns-rebinding-protection")]
    [InlineData("caching")]
    [InlineData("input-required-result-basic-elicitation")]
    [InlineData("input-required-result-basic-sampling")]
    [InlineData("input-required-result-basic-list-roots")]
    [InlineData("input-required-result-request-state")]
    [InlineData("input-required-result-multiple-input-requests")]
    [InlineData("input-required-result-multi-round")]
    [InlineData("input-required-result-missing-input-response")]
    [InlineData("input-required-result-non-tool-request")]
    [InlineData("input-required-result-result-type")]
    [InlineData("input-required-result-unsupported-methods")]
    [InlineData("input-required-result-tampered-state")]
    [InlineData("input-required-result-capability-check")]
    [InlineData("input-required-result-ignore-extra-params")]
    [InlineData("input-required-result-validate-input")]

    // Not required, and passed all the same.
    [InlineData("http-header-validation")]
    [InlineData("http-custom-header-server-validation")]
    [InlineData("json-schema-2020-12")]
    public async Task Revision_2026_07_28(string scenario) => (await runs.OfAsync("2026-07-28")).ShouldPass(scenario);

    [Theory]
    [InlineData("server-session-lifecycle")]
    [InlineData("server-sse-polling")]
    public async Task Beyond_what_is_required(string scenario) =>
        (await ConformanceRun.StartAsync((await runs.ServerAsync()).Url, "--scenario", scenario, "--spec-version", "2025-11-25")).ShouldPass(scenario);
}
