using Fairlead.Engine;
using Fairlead.Transports;

namespace Fairlead.Http.Sse;

/// <summary>A conversation over HTTP+SSE that is open.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Owner">Who opened it, or <see langword="null"/> where callers are not identified.</param>
/// <param name="Ended">Signalled when its stream has ended.</param>
internal sealed record SseConversation(Conversation Conversation, CallerIdentity? Owner, CancellationToken Ended);
