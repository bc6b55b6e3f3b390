"""Everything that touches the world: storage, runtime, printing, the command line."""
