namespace Fairlead.Engine;

/// <summary>What a client answered to a request of the server.</summary>
/// <param name="Result">The result as sent, or empty where it is an error.</param>
/// <param name="Error">The error as sent, or empty where it is a result.</param>
internal readonly record struct ClientReply(ReadOnlyMemory<byte> Result, ReadOnlyMemory<byte> Error);
