namespace Everything.Questions;

/// <summary>What somebody likes.</summary>
public sealed record FavouriteColour(string Color);
