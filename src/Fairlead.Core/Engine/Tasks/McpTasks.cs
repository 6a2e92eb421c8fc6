using System.Collections.Concurrent;
using System.Security.Cryptography;
using Fairlead.Protocol;

namespace Fairlead.Engine.Tasks;

/// <summary>The tasks of a server, in memory: bounded in number and age.</summary>
internal sealed class McpTasks(McpTaskOptions options, TimeProvider time)
{
    /// <summary>The extension's name (SEP-2663).</summary>
    public const string ExtensionName = "io.modelcontextprotocol/tasks";

    private readonly ConcurrentDictionary<string, McpTask> _tasks = new(StringComparer.Ordinal);

    /// <summary>How long a task may run.</summary>
    public TimeSpan TimeToLive => options.TimeToLive;

    /// <summary>Whether the client of a call knows tasks.</summary>
    public static bool IsKnownTo(RequestCall call) =>
        call.Revision.HasExtensions && Message.IsObject(call.ClientCapabilities.Extension("io.modelcontextprotocol/tasks"u8).Span);

    /// <summary>Makes a task of a call; <see langword="null"/> where there are too many.</summary>
    public McpTask? TryCreate(RequestCall call)
    {
        if (_tasks.Count >= options.MaxTasks) Forget();
        if (_tasks.Count >= options.MaxTasks) return null;
        var task = new McpTask(RandomNumberGenerator.GetHexString(32, lowercase: true), OwnerOf(call), call.Lifetime, options, time);
        _tasks[task.Id] = task;
        return task;
    }

    /// <summary>Finds a task of the call's own caller.</summary>
    public McpTask? Find(RequestCall call, string id)
    {
        if (!_tasks.TryGetValue(id, out var task) || task.Owner != OwnerOf(call)) return null;
        if (task.ExpiresAt > time.GetUtcNow()) return task;
        Forget();
        return null;
    }

    private static string OwnerOf(RequestCall call) => StateOwner.IsKnown(call.Caller) ? StateOwner.Of(call.Caller, call.Connection) : "";

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (id, task) in _tasks)
        {
            if (task.ExpiresAt > now) continue;
            _tasks.TryRemove(id, out _);
            task.Cancel();
        }
    }
}
