namespace Fairlead.Protocol;

/// <summary>The severities of <c>notifications/message</c> (RFC 5424), least severe first.</summary>
internal enum LogSeverity
{
    Debug,
    Info,
    Notice,
    Warning,
    Error,
    Critical,
    Alert,
    Emergency,
}
