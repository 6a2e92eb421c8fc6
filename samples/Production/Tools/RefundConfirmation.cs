using System.ComponentModel;

namespace Production.Tools;

/// <summary>Whether to pay back.</summary>
public sealed record RefundConfirmation([property: Description("Really pay it back?")] bool Confirm);
