"""The commands of `mazeej`, a file for each; what they have in common is in `shared/`. `cli.py` lists them."""
