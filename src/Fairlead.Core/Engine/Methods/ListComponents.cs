using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary><c>tools/list</c>, <c>resources/list</c>, <c>resources/templates/list</c> and <c>prompts/list</c>.</summary>
internal sealed class ListComponents(string name, ComponentKind kind) : McpMethod(name)
{
    public override bool IsCacheable => true;

    public override ValueTask InvokeAsync(RequestCall call)
    {
        var cursor = call.Message.Cursor;
        if (!cursor.IsEmpty && !Message.IsString(cursor.Span) && !cursor.Span.SequenceEqual("null"u8))
        {
            call.Fail(new(ErrorCodes.InvalidParams, "params.cursor must be a string that an earlier reply gave as nextCursor."));
            return default;
        }

        var page = call.Catalog.FindPage(kind, call.Revision, Message.TextOf(cursor));
        if (page.IsEmpty) call.Fail(new(ErrorCodes.InvalidParams, "Invalid cursor: the list has changed, or no reply gave it. Start again without one."));
        else call.Result.SetShared(page);
        return default;
    }
}
