using Chronograph.Cli;

return CommandLineProgram.Run(args);
