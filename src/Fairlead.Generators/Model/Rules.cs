namespace Fairlead.Generators.Model;

/// <summary>What a value must satisfy, from DataAnnotations. Numbers are kept as they are written in C# and JSON alike.</summary>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest value.</param>
/// <param name="ExclusiveMinimum"><paramref name="Minimum"/> itself is not allowed.</param>
/// <param name="ExclusiveMaximum"><paramref name="Maximum"/> itself is not allowed.</param>
/// <param name="MinLength">The least length.</param>
/// <param name="MaxLength">The greatest length.</param>
/// <param name="Pattern">The regular expression that a text must match as a whole.</param>
/// <param name="Format">A format of JSON Schema: <c>email</c> or <c>uri</c>.</param>
/// <param name="IsBase64">A text must be base64.</param>
/// <param name="NotEmpty">A text must hold something other than white space (<c>[Required]</c>).</param>
/// <param name="Allowed">The values allowed.</param>
/// <param name="Denied">The values not allowed.</param>
internal sealed record Rules(
    string? Minimum,
    string? Maximum,
    bool ExclusiveMinimum,
    bool ExclusiveMaximum,
    int? MinLength,
    int? MaxLength,
    string? Pattern,
    string? Format,
    bool IsBase64,
    bool NotEmpty,
    EquatableArray<RuleValue> Allowed,
    EquatableArray<RuleValue> Denied)
{
    public static readonly Rules None = new(null, null, false, false, null, null, null, null, false, false, default, default);

    public static Rules OfAllowed(EquatableArray<RuleValue> allowed) => None with { Allowed = allowed };
}
