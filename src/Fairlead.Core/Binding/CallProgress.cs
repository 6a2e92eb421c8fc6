using System.ComponentModel;
using Fairlead.Components;
using ModelContextProtocol;

namespace Fairlead.Binding;

/// <summary>Progress that an author reports by <see cref="IProgress{T}"/>. Made by generated code; not meant for others.</summary>
/// <param name="call">The call.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CallProgress(McpCall call) : IProgress<double>, IProgress<float>, IProgress<int>, IProgress<ProgressNotificationValue>
{
    private readonly McpContext _context = call?.Context ?? throw new ArgumentNullException(nameof(call));

    /// <inheritdoc/>
    public void Report(double value) => Send(value, null, null);

    /// <inheritdoc/>
    public void Report(float value) => Send(value, null, null);

    /// <inheritdoc/>
    public void Report(int value) => Send(value, null, null);

    /// <inheritdoc/>
    public void Report(ProgressNotificationValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Send(value.Progress, value.Total, value.Message);
    }

    private void Send(double progress, double? total, string? message)
    {
        // IProgress<T> cannot be awaited. A transport that takes the notification later than now still gets it in order.
        var sent = _context.ReportProgressAsync(progress, total, message);
        if (sent.IsCompletedSuccessfully) sent.GetAwaiter().GetResult();
        else _ = sent.AsTask();
    }
}
