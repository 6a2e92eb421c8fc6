namespace Fairlead.Doctor;

/// <summary>What the process may do to the machine that it runs on.</summary>
internal static class Surroundings
{
    public static IEnumerable<Finding> Examine()
    {
        if (OperatingSystem.IsLinux() && Environment.UserName == "root")
        {
            yield return new("user", false, "The server runs as root.", "Start it as a user of its own: USER app in the image, User= in the unit.");
        }

        if (IsWritable(AppContext.BaseDirectory))
        {
            yield return new("files", false, $"The server may change its own program in {AppContext.BaseDirectory}.", "Mount it read-only: readOnlyRootFilesystem: true, ProtectSystem=strict.");
        }
    }

    private static bool IsWritable(string directory)
    {
        try
        {
            using var file = new FileStream(Path.Combine(directory, $".doctor-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
