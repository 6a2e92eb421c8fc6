namespace Fairlead.Engine.Asking;

/// <summary>Something that a component asks the client.</summary>
/// <param name="Key">What tells it from the other questions of a call.</param>
/// <param name="Method">The JSON-RPC method, such as <c>elicitation/create</c>.</param>
/// <param name="Params">The <c>params</c>: a JSON object.</param>
internal sealed record Question(string Key, string Method, ReadOnlyMemory<byte> Params);
