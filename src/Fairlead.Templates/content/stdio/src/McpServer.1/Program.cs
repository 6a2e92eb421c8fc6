await McpServer._1.Server.Create(args).RunAsync();
