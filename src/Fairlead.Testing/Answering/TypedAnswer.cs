using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Fairlead.Testing.Answering;

/// <summary>Fills in the forms of a type, and leaves others to others.</summary>
internal static class TypedAnswer
{
    public static Func<Elicitation, ElicitationAnswer?> Make<T>(Func<Elicitation, T> answer, JsonTypeInfo<T> type)
    {
        // A form of one value that is no object has one field, whatever it is called.
        if (type.Kind != JsonTypeInfoKind.Object) return question => question.Fields.Count == 1 ? ElicitationAnswer.Accept(new JsonObject { [question.Fields[0]] = Write(answer(question), type) }) : null;
        var members = type.Properties.Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        return question => question.Url is null && members.SetEquals(question.Fields) ? ElicitationAnswer.Accept((JsonObject)Write(answer(question), type)!) : null;
    }

    private static JsonNode? Write<T>(T value, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToNode(value, type);

        // A field that was left empty is not sent.
        if (json is JsonObject form)
        {
            foreach (var (name, _) in form.Where(field => field.Value is null).ToList()) form.Remove(name);
        }

        return json;
    }
}
