"""The command line: parses, calls one door, prints."""


def main() -> None:
    raise SystemExit("not yet")
