using Fairlead.Protocol;

namespace Fairlead.Binding;

/// <summary>
/// A form that asks a user for a value: what it looks like, and how the answer is read. Made by the generator for
/// <c>mcp.ElicitAsync&lt;T&gt;(…)</c>; make one yourself where a form must have a schema that no type gives.
/// </summary>
/// <typeparam name="T">The type of the answer.</typeparam>
public sealed class ElicitForm<T>
{
    /// <summary>Creates a form.</summary>
    /// <param name="schema">
    /// The form as JSON Schema in UTF-8: an object whose properties are texts, numbers, Booleans and choices, without nesting
    /// (2025-11-25, "Elicitation": a restricted subset).
    /// </param>
    /// <param name="read">Reads an answer.</param>
    /// <exception cref="ArgumentException">The schema is empty.</exception>
    public ElicitForm(ReadOnlyMemory<byte> schema, ElicitFormReader<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (schema.IsEmpty) throw new ArgumentException("The schema is empty; it must be a JSON object.", nameof(schema));
        Schema = schema;
        Read = read;
    }

    /// <summary>The form as JSON Schema in UTF-8.</summary>
    public ReadOnlyMemory<byte> Schema { get; }

    /// <summary>
    /// The form for clients before 2025-11-25, which know titles of choices only as <c>enumNames</c>, and no choice of several
    /// (SEP-1330). Default: <see cref="Schema"/>.
    /// </summary>
    public ReadOnlyMemory<byte> LegacySchema { get; init; }

    /// <summary>Reads an answer.</summary>
    public ElicitFormReader<T> Read { get; }

    /// <summary>The form as a client of a revision knows it.</summary>
    internal ReadOnlyMemory<byte> SchemaFor(ProtocolRevision revision) => revision.HasTitledChoices || LegacySchema.IsEmpty ? Schema : LegacySchema;
}
