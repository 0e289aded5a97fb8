"""The commands `mazeej archive …`."""
