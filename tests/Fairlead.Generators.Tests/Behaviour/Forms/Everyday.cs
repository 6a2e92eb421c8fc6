using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fairlead.Generators.Tests.Behaviour.Forms;

/// <summary>Everything a form can ask for.</summary>
/// <param name="UserName">Who.</param>
public sealed record Everyday([StringLength(9, MinimumLength = 2), RegularExpression("[a-z]+")] string UserName, int? Floor, bool Agreed)
{
    [EmailAddress] public string? Mail { get; init; }

    [Url] public string? Site { get; init; }

    public Uri? Page { get; init; }

    public DateOnly? Day { get; init; }

    public DateTimeOffset? At { get; init; }

    public TimeSpan? Wait { get; init; }

    [Range(0, 10, MinimumIsExclusive = true)] public int Stars { get; init; } = 5;

    [Range(0.5, 99.5, MaximumIsExclusive = true)] public double Share { get; set; } = 1.5;

    public byte Small { get; set; } = 1;

    [Display(Name = "The letter"), Description("Any.")] public char Letter { get; set; } = 'x';

    [AllowedValues("s", "m", "l")] public string Size { get; set; } = "m";

    [AllowedValues("a", "b", "c"), Length(1, 2)] public List<string> Extras { get; set; } = ["a", "b"];

    public Guid Made { get; set; } = Guid.NewGuid();

    public required string Must { get; set; }

    public string? Nothing { get; set; }
}
