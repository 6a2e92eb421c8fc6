namespace Fairlead;

/// <summary>
/// Says which member gives the values that clients offer while a person types this argument of a prompt or variable of a
/// resource template (<c>completion/complete</c>). Enums, Booleans and <c>[AllowedValues]</c> need none.
/// <para>
/// The member is a property or method that gives texts: <see cref="IEnumerable{T}"/> of <see cref="string"/>, also awaited, or
/// <see cref="IAsyncEnumerable{T}"/>. A method may take what has been typed (a <see cref="string"/>), another argument chosen
/// before (a <see cref="string"/> called as that argument), all of them (<see cref="IReadOnlyDictionary{TKey, TValue}"/>), and
/// whatever is injected elsewhere. Where it takes what has been typed, its values are sent as they come; otherwise those that
/// fit are chosen: first those that begin with the text, then those that hold it, in any case. At most 100 are sent.
/// </para>
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CompleteAttribute : Attribute
{
    /// <summary>Takes the values from a member of the class that declares the parameter.</summary>
    /// <param name="member">The property's or method's name, best written with <see langword="nameof"/>.</param>
    public CompleteAttribute(string member) => Member = member;

    /// <summary>Takes the values from a static member of another class, as a lambda often has to.</summary>
    /// <param name="type">The class.</param>
    /// <param name="member">The property's or method's name, best written with <see langword="nameof"/>.</param>
    public CompleteAttribute(Type type, string member) => (Type, Member) = (type, member);

    /// <summary>The class of the member, or <see langword="null"/> for the one that declares the parameter.</summary>
    public Type? Type { get; }

    /// <summary>The name of the property or method.</summary>
    public string Member { get; }
}
