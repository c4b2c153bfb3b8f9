"""The command line: the only place that prints, exits and reads the environment. A command is a module of `commands`."""
