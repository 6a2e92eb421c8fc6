namespace Fairlead.Cli.Generating.Model;

/// <summary>A property of a record, or an argument of a method.</summary>
/// <param name="JsonName">Its name on the wire.</param>
/// <param name="Name">Its name in C#, as a property.</param>
/// <param name="ParameterName">Its name in C#, as a parameter.</param>
/// <param name="Type">Its type, without the question mark of those that may be left out.</param>
/// <param name="IsNullable">Whether <see langword="null"/> may be sent.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Description">What the server says of it.</param>
internal sealed record PropertyModel(string JsonName, string Name, string ParameterName, string Type, bool IsNullable, bool IsRequired, string? Description)
{
    /// <summary>The type as it is declared.</summary>
    public string DeclaredType => IsNullable || !IsRequired ? Type + "?" : Type;
}
