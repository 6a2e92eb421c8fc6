using System.Security.Claims;

namespace Fairlead.Security;

/// <summary>The policies of the surrounding application, of which the engine knows nothing.</summary>
internal interface IAccessPolicies
{
    /// <summary>Adds what an attribute demands to a rule, where it is one of the application's.</summary>
    /// <exception cref="InvalidOperationException">It demands what cannot be had here.</exception>
    void Read(object attribute, AccessRule rule, IServiceProvider services);

    /// <summary>Whether a policy holds for a caller.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="policy">The policy's name, or what <see cref="Read"/> has made of an attribute.</param>
    /// <param name="services">The application's services.</param>
    ValueTask<bool> HoldsAsync(ClaimsPrincipal caller, object policy, IServiceProvider services);
}
