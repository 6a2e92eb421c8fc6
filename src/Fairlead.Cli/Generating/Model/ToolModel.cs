namespace Fairlead.Cli.Generating.Model;

/// <summary>A tool.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="MethodName">The method that calls it.</param>
/// <param name="Description">What the server says of it.</param>
/// <param name="Arguments">The record of its arguments.</param>
/// <param name="ResultType">The type of its structured result; none where it has none.</param>
/// <param name="MirroredSchema">Its schema, where HTTP headers repeat arguments (SEP-2243) and the client library must know which.</param>
internal sealed record ToolModel(string Name, string MethodName, string? Description, RecordModel Arguments, string? ResultType, string? MirroredSchema);
