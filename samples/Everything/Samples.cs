namespace Everything;

/// <summary>The smallest image and the smallest sound.</summary>
internal static class Samples
{
    /// <summary>One red pixel as PNG.</summary>
    public static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    /// <summary>One sample of silence as WAV: mono, 8 bits, 8 kHz.</summary>
    public static readonly byte[] Silence =
    [
        .. "RIFF"u8, 38, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0, .. "data"u8, 1, 0, 0, 0, 128, 0,
    ];
}
