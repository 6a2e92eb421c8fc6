using Fairlead.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Fairlead.Authentication;

/// <summary>What clients are told about where to get tokens for an endpoint (RFC 9728).</summary>
/// <param name="path">The endpoint's path.</param>
/// <param name="resource">The endpoint's URL, or <see langword="null"/> for the URL of the request.</param>
/// <param name="servers">Where tokens come from. Without any there is nothing to tell.</param>
internal sealed class ProtectedResource(string path, Uri? resource, IReadOnlyList<Uri> servers)
{
    private const string WellKnown = "/.well-known/oauth-protected-resource";

    private readonly string _suffix = path.TrimEnd('/');

    /// <summary>Whether there is metadata.</summary>
    public bool IsKnown => servers.Count > 0;

    /// <summary>The paths at which the metadata is served: that of the endpoint and, where a proxy shows another one, that too (RFC 9728, section 3.1).</summary>
    public IEnumerable<string> Paths => new[] { _suffix, resource?.AbsolutePath.TrimEnd('/') ?? _suffix }.Distinct(StringComparer.Ordinal).Select(suffix => WellKnown + suffix);

    /// <summary>The URL of the metadata, as a client of this request reaches it; <see langword="null"/> where there are none.</summary>
    public string? MetadataUrl(HttpRequest request)
    {
        if (!IsKnown) return null;
        if (resource is not null) return resource.GetLeftPart(UriPartial.Authority) + WellKnown + resource.AbsolutePath.TrimEnd('/');
        return UriHelper.BuildAbsolute(request.Scheme, request.Host, WellKnown + request.PathBase + _suffix);
    }

    /// <summary>Answers with the metadata.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The server's name, for people.</param>
    /// <param name="scopes">All scopes that a component may need.</param>
    public async Task WriteAsync(HttpContext context, string name, IEnumerable<string> scopes)
    {
        using var buffer = new PooledBuffer();
        using (var writer = new System.Text.Json.Utf8JsonWriter(buffer, Envelope.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("resource"u8, resource?.OriginalString ?? UriHelper.BuildAbsolute(context.Request.Scheme, context.Request.Host, context.Request.PathBase, path));
            writer.WriteStartArray("authorization_servers"u8);
            foreach (var server in servers) writer.WriteStringValue(server.OriginalString);
            writer.WriteEndArray();
            writer.WriteStartArray("scopes_supported"u8);
            foreach (var scope in scopes) writer.WriteStringValue(scope);
            writer.WriteEndArray();
            writer.WriteStartArray("bearer_methods_supported"u8);
            writer.WriteStringValue("header"u8);
            writer.WriteEndArray();
            writer.WriteString("resource_name"u8, name);
            writer.WriteEndObject();
        }

        context.Response.ContentType = Http.MediaTypes.Json;
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(buffer.WrittenMemory).ConfigureAwait(false);
    }
}
