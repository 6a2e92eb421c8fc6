namespace Fairlead;

/// <summary>Something that is opened once at start; see <see cref="McpServerBuilder.Lifespan"/>.</summary>
internal interface ILifespan
{
    ValueTask OpenAsync(IServiceProvider services, CancellationToken cancellationToken);
}
