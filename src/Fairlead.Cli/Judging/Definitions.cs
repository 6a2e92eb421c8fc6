using System.Text.Json.Nodes;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Judging;

/// <summary>What a server's definitions tell a model, and hide from a reader.</summary>
internal static class Definitions
{
    private const int MaxNames = 5;

    public static void Examine(Examination examination, IReadOnlyList<JsonObject> tools)
    {
        examination.Done("definitions");
        Complain(tools.Where(static tool => HasHidden(tool)), names => examination.Error("definitions", $"Characters that a reader does not see are in {names}.", "Take them out: they can carry orders to the model. fairlead inspect shows the texts."));
        Complain(tools.Where(static tool => string.IsNullOrWhiteSpace((string?)tool["description"])), names => examination.Look("definitions", $"Without a description: {names}.", "Say what each does: a model has nothing else to go by."));
        Complain(
            tools.Where(static tool => tool["annotations"] is not JsonObject hints || (hints["readOnlyHint"] is null && hints["destructiveHint"] is null)),
            names => examination.Look("definitions", $"Neither readOnlyHint nor destructiveHint: {names}.", "Set them: clients ask their users before a call that may destroy something, and without hints must assume that it does."));
        Complain(tools.GroupBy(static tool => (string?)tool["name"]).Where(static same => same.Count() > 1).Select(static same => same.First()), names => examination.Error("definitions", $"Listed more than once: {names}.", "Names must be unique."));

        static void Complain(IEnumerable<JsonObject> tools, Action<string> complain)
        {
            string[] names = [.. tools.Select(static tool => Plain.Line((string?)tool["name"]))];
            if (names.Length > 0) complain(string.Join(", ", names.Take(MaxNames)) + (names.Length > MaxNames ? $" and {names.Length - MaxNames} more" : ""));
        }
    }

    private static bool HasHidden(JsonNode? node) => node switch
    {
        JsonObject item => item.Any(static member => Plain.HasHidden(member.Key) || HasHidden(member.Value)),
        JsonArray items => items.Any(HasHidden),
        JsonValue value => value.TryGetValue<string>(out var text) && Plain.HasHidden(text),
        _ => false,
    };
}
