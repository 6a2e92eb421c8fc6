using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Fairlead.Doctor;

/// <summary>Findings for people, and for programs.</summary>
internal static class Report
{
    public static string Text(McpApp app, IReadOnlyList<Finding> findings)
    {
        var errors = findings.Count(static finding => finding.IsError);
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(finding.IsError ? "error" : "look")}  {finding.Check}: {finding.Problem}\n       {finding.Remedy}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{app.Options.Name} {app.Options.Version}: {errors} errors, {findings.Count - errors} to look at.\n").ToString();
    }

    public static string Json(McpApp app, IReadOnlyList<Finding> findings)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, app.Options.Name);
            writer.WriteString("version"u8, app.Options.Version);
            writer.WriteStartArray("findings"u8);
            foreach (var finding in findings)
            {
                writer.WriteStartObject();
                writer.WriteString("check"u8, finding.Check);
                writer.WriteString("severity"u8, finding.IsError ? "error"u8 : "warning"u8);
                writer.WriteString("problem"u8, finding.Problem);
                writer.WriteString("remedy"u8, finding.Remedy);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}
