using Fairlead;

await McpServer._1.Server.Create(args).RunAsync(McpTransport.Http);
