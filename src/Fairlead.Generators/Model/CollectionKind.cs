namespace Fairlead.Generators.Model;

/// <summary>The C# collections that a JSON array or object can become.</summary>
internal enum CollectionKind
{
    /// <summary>What <c>List&lt;T&gt;</c> or <c>Dictionary&lt;string, T&gt;</c> can be assigned to.</summary>
    List,
    Array,
    HashSet,
    ImmutableArray,
    ImmutableList,
    Queue,
    ImmutableDictionary,
    SortedDictionary,
}
