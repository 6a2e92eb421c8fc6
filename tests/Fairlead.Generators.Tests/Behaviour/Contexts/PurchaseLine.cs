using System.ComponentModel.DataAnnotations;

namespace Fairlead.Generators.Tests.Behaviour.Contexts;

public sealed class PurchaseLine
{
    public required string ArticleCode { get; init; }

    [Range(1, 99)]
    public int PieceCount { get; set; } = 1;

    public TimeSpan? WaitsAtMost { get; set; }
}
