using System.Text.RegularExpressions;
using Xunit;

namespace Fairlead.Testbed.Processes;

/// <summary>A sample that serves HTTP on a port of its own choice.</summary>
public sealed partial class HttpSample : IAsyncDisposable
{
    private HttpSample(ChildProcess child, Uri url)
    {
        Child = child;
        Url = url;
    }

    public ChildProcess Child { get; }

    public Uri Url { get; }

    public static Task<HttpSample> StartAsync(string name, params string[] arguments) =>
        StartAsync([.. Sample.CommandOf(name), "--transport", "http", "--port", "0", .. arguments]);

    /// <summary>Starts a program that says where it listens.</summary>
    public static async Task<HttpSample> StartAsync(IReadOnlyList<string> command)
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = ChildProcess.Start(command, line =>
        {
            if (Endpoint().Match(line) is { Success: true } match) listening.TrySetResult(new Uri(match.Value));
        });
        var ended = child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(listening.Task, ended) == ended) throw new InvalidOperationException($"{string.Join(' ', command)} did not start: {child.Error}");
        return new HttpSample(child, await listening.Task);
    }

    public ValueTask DisposeAsync() => Child.DisposeAsync();

    [GeneratedRegex(@"http://[^\s]+/(mcp|sse)")]
    private static partial Regex Endpoint();
}
