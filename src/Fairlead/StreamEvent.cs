namespace Fairlead;

/// <summary>A message that was sent on a stream of an HTTP session.</summary>
/// <param name="Number">Its place in the stream: 1 for the first.</param>
/// <param name="Message">One JSON-RPC message in UTF-8.</param>
/// <param name="IsLast">Nothing follows: the message is the reply to the request that opened the stream.</param>
public sealed record StreamEvent(long Number, ReadOnlyMemory<byte> Message, bool IsLast);
