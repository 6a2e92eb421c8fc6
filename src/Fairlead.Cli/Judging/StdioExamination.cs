using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Judging;

/// <summary>What can be asked of a server over stdio: that it says nothing but messages, survives bad ones, and ends when its client does.</summary>
internal static class StdioExamination
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    public static async Task<string?> RunAsync(ProcessTarget target, IReadOnlyList<KeyValuePair<string, string>> environment, TimeSpan patience, Examination examination, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(target.Command, target.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = target.WorkingDirectory,
        };
        foreach (var (name, value) in target.Environment.Concat(environment)) start.Environment[name] = value;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new CliException(ExitCode.Unreachable, $"{target.Name} cannot be started: {exception.Message}", exception);
        }

        using (process)
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            end.CancelAfter(patience);
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            try
            {
                return await ExamineAsync(process, target, examination, end.Token);
            }
            catch (Exception exception) when (exception is IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                throw new CliException(ExitCode.Unreachable, $"{target.Name} {(process.HasExited ? $"ended with exit code {process.ExitCode}" : $"did not answer in {patience.TotalSeconds:0.###} s")}.", exception);
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<string?> ExamineAsync(Process process, ProcessTarget target, Examination examination, CancellationToken cancellationToken)
    {
        var opened = await AskAsync(1, "initialize", new JsonObject
        {
            ["protocolVersion"] = HttpProbe.LegacyRevision,
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "fairlead-doctor", ["version"] = Program.Version },
        });
        if (opened["result"] is not JsonObject result) throw new CliException(ExitCode.Unreachable, $"{target.Name} refused initialize: {Output.Plain.Line((string?)opened["error"]?["message"])}");
        await WriteAsync("notifications/initialized", """{"jsonrpc":"2.0","method":"notifications/initialized"}""");

        examination.Done("messages");
        var unknown = await AskAsync(2, "fairlead/no_such_method", []);
        if (unknown["error"]?["code"] is null) examination.Error("messages", "A method that does not exist is answered.", "Answer −32601.");
        LookForLeaks(unknown);
        await WriteAsync("half a message", """{"jsonrpc":"2.0","id":3,"method":""");
        await WriteAsync("an empty line", "");
        var list = await AskAsync(4, "tools/list", []);
        if (list["result"]?["tools"] is JsonArray tools) Definitions.Examine(examination, [.. tools.OfType<JsonObject>()]);
        LookForLeaks(await AskAsync(5, "tools/call", new JsonObject { ["name"] = "fairlead_doctor_no_such_tool", ["arguments"] = new JsonObject() }));

        examination.Done("ending");
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Farewell);
        try
        {
            await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            examination.Error("ending", $"The server was still there {Farewell.TotalSeconds:0} s after its client had gone.", "End when the standard input ends.");
        }

        return result["serverInfo"] is JsonObject info ? $"{(string?)info["name"]} {(string?)info["version"]}" : null;

        async Task<JsonObject> AskAsync(int id, string method, JsonObject parameters)
        {
            await WriteAsync(method, new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString());
            while (true)
            {
                var line = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new IOException("The server ended.");
                examination.Done("output");
                if (Message(line) is not { } message) examination.Error("output", $"The server wrote to its standard output what is no message: {Output.Plain.Line(line.Length > 80 ? line[..80] + "…" : line)}", "Write logs to the standard error: clients give up at the first such line.");
                else if (message["id"] is JsonValue value && value.TryGetValue<int>(out var of) && of == id && message["method"] is null) return message;
            }
        }

        async Task WriteAsync(string what, string line)
        {
            examination.Say($"stdio: {what}");
            await process.StandardInput.WriteAsync((line + "\n").AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
        }

        void LookForLeaks(JsonObject reply)
        {
            examination.Done("leaks");
            if (Leak.In(reply.ToJsonString()) is { } leak) examination.Error("leaks", $"An error shows the inside of the program: {Output.Plain.Line(leak)}", "Answer with a general message, and log the rest.");
        }
    }

    private static JsonObject? Message(string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject message && (string?)message["jsonrpc"] == "2.0" ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
