using Fairlead;

namespace SystemMonitor;

/// <summary>How full a file system is.</summary>
/// <param name="Path">The path that was asked for.</param>
/// <param name="TotalBytes">The size of the file system.</param>
/// <param name="UsedBytes">What is in use.</param>
/// <param name="AvailableBytes">What the server's user may still write.</param>
/// <param name="UsedPercent">What is in use, of 100.</param>
public sealed record DiskUsage(string Path, long TotalBytes, long UsedBytes, long AvailableBytes, double UsedPercent)
{
    /// <summary>Asks the system.</summary>
    public static DiskUsage Of(string path)
    {
        if (!System.IO.Path.Exists(path)) throw new ToolException($"There is no '{path}' on this machine.");
        try
        {
            var drive = new DriveInfo(System.IO.Path.GetFullPath(path));
            var used = drive.TotalSize - drive.TotalFreeSpace;
            var percent = drive.TotalSize == 0 ? 0 : Math.Round(100.0 * used / drive.TotalSize, 1);
            return new(path, drive.TotalSize, used, drive.AvailableFreeSpace, percent);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ToolException($"The file system of '{path}' cannot be read.", exception);
        }
    }
}
