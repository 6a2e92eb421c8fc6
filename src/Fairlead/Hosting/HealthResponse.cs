using System.Text.Json;
using Fairlead.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Fairlead.Hosting;

/// <summary>
/// The answer to a health request: status, version and uptime, and how each check fares. What a check says beyond that may be
/// meant for operators only, and is in the log.
/// </summary>
internal sealed class HealthResponse(McpServerOptions options, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        using (var writer = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            writer.WriteStartObject();
            writer.WriteString("status"u8, TextOf(report.Status));
            writer.WriteString("name"u8, options.Name);
            writer.WriteString("version"u8, options.Version);
            writer.WriteNumber("uptimeSeconds"u8, (long)time.GetElapsedTime(_started).TotalSeconds);
            if (report.Entries.Count > 0)
            {
                writer.WriteStartObject("checks"u8);
                foreach (var (name, entry) in report.Entries) writer.WriteString(name, TextOf(entry.Status));
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static string TextOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
