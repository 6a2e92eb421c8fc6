using System.Security.Claims;
using Fairlead.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Authentication;

/// <summary><c>[Authorize]</c>, <c>[AllowAnonymous]</c> and the policies of ASP.NET Core.</summary>
internal sealed partial class AspNetCorePolicies : IAccessPolicies
{
    public void Read(object attribute, AccessRule rule, IServiceProvider services)
    {
        if (attribute is IAllowAnonymous)
        {
            rule.AllowAnonymous();
            return;
        }

        if (attribute is IAuthorizationRequirementData requirements) rule.Need(AccessFact.Policy(new AuthorizationPolicy(requirements.GetRequirements(), [])));
        if (attribute is not IAuthorizeData data) return;
        if (!string.IsNullOrEmpty(data.AuthenticationSchemes))
        {
            throw new InvalidOperationException($"[Authorize(AuthenticationSchemes = \"{data.AuthenticationSchemes}\")] has no meaning here: who calls is settled before it is known what is called. Add the scheme to app.Authentication, or require it of the endpoint.");
        }

        if (!string.IsNullOrEmpty(data.Policy)) rule.RequirePolicy(Registered(data.Policy, services));
        else if (HasPolicies(services)) rule.Need(AccessFact.Policy(DefaultPolicy.Instance));
        else rule.RequireAuthenticatedUser();
        if (data.Roles is { Length: > 0 } roles) rule.RequireRole(roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    public async ValueTask<bool> HoldsAsync(ClaimsPrincipal caller, object policy, IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            var authorization = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
            var result = policy switch
            {
                string name => await authorization.AuthorizeAsync(caller, null, name).ConfigureAwait(false),
                AuthorizationPolicy own => await authorization.AuthorizeAsync(caller, null, own).ConfigureAwait(false),
                _ => await authorization.AuthorizeAsync(caller, null, await DefaultAsync(scope.ServiceProvider).ConfigureAwait(false)).ConfigureAwait(false),
            };
            return result.Succeeded;
        }
        catch (Exception exception)
        {
            // What cannot be judged is not allowed.
            Failed(scope.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Fairlead.Security"), policy, exception);
            return false;
        }
    }

    private static Task<AuthorizationPolicy> DefaultAsync(IServiceProvider services) => services.GetRequiredService<IAuthorizationPolicyProvider>().GetDefaultPolicyAsync();

    private static bool HasPolicies(IServiceProvider services) => services.GetService<IServiceProviderIsService>()?.IsService(typeof(IAuthorizationService)) is true;

    private static string Registered(string policy, IServiceProvider services) => HasPolicies(services)
        ? policy
        : throw new InvalidOperationException($"[Authorize(\"{policy}\")] names a policy, and there are none. Add it: Services.AddAuthorizationCore(o => o.AddPolicy(\"{policy}\", …)).");

    [LoggerMessage(3, LogLevel.Error, "Policy {Policy} could not be judged, so it does not hold")]
    private static partial void Failed(ILogger logger, object policy, Exception exception);

    /// <summary>Stands for whatever the application's default policy is when it is asked.</summary>
    private sealed class DefaultPolicy
    {
        public static readonly DefaultPolicy Instance = new();
    }
}
