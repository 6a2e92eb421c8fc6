namespace Fairlead.Binding;

/// <summary>Reads what a user filled in.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
/// <param name="content">The content as the client sent it: a JSON object in UTF-8.</param>
/// <param name="value">The answer.</param>
/// <returns><see langword="null"/>, or every problem with the content, each ending with a full stop.</returns>
public delegate string? ElicitFormReader<T>(ReadOnlyMemory<byte> content, out T? value);
