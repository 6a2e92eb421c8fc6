using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Fairlead.Components;
using Microsoft.Extensions.Caching.Memory;

namespace Fairlead.Pipeline;

/// <summary>
/// Answers from a cache what the same caller asked with the same arguments a moment ago. Errors are never kept, and neither is
/// what depends on answers of the client.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The cache lives as long as the server, and has nothing to give back but memory.")]
internal sealed class ResponseCaching(ResponseCachingOptions options, TimeProvider time)
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = options.MaxBytes, Clock = new CacheClock(time) });

    public ValueTask InvokeAsync(McpCall call, McpNext next)
    {
        if (call.Component is not { } component || call.DependsOnAnswers || component is Tool { TaskSupport: not TaskSupport.None } || !options.AppliesTo(component)) return next(call);
        var key = KeyOf(call, component);
        if (!_cache.TryGetValue(key, out CachedResult? known)) return FillAsync(call, next, key);
        call.Result.SetJson(known!.Json);
        call.Result.Meta = known.Meta;
        call.Result.TimeToLive = known.TimeToLive;
        call.Result.CacheScope = known.CacheScope;
        return default;
    }

    private async ValueTask FillAsync(McpCall call, McpNext next, string key)
    {
        await next(call).ConfigureAwait(false);
        var result = call.Result;
        if (call.IsError || result.IsEmpty || result.IsInputRequired || call.DependsOnAnswers || result.Json.Length > options.MaxEntryBytes) return;
        var entry = new CachedResult(result.Json.ToArray(), result.Meta.ToArray(), result.TimeToLive, result.CacheScope);
        _cache.Set(key, entry, new MemoryCacheEntryOptions
        {
            AbsoluteExpirationRelativeToNow = options.Duration,
            Size = entry.Json.Length + entry.Meta.Length + key.Length,
        });
    }

    // A digest, each part with its length, so that no caller and no arguments can be chosen to look like others.
    private static string KeyOf(McpCall call, Component component)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var subject = call.Caller.Identity is { IsAuthenticated: true } ? call.Caller.FindFirst("sub") ?? call.Caller.FindFirst(ClaimTypes.NameIdentifier) : null;
        Add(hash, subject is null ? "" : call.Caller.FindFirst("iss")?.Value ?? subject.Issuer);
        Add(hash, subject?.Value ?? "");
        Add(hash, component.Kind.ToString());
        Add(hash, component.Identity);
        Add(hash, component.Version ?? "");
        Add(hash, call.Revision.Version);
        Add(hash, call.Uri ?? "");
        Add(hash, call.Arguments.Span);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string text) => Add(hash, Encoding.UTF8.GetBytes(text));

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
