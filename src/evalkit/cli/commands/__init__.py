"""The commands: a module each, imported when it is asked for; the name of the module is the name of the command."""
