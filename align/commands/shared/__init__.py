"""What several commands need: options, hearing a recording, the terminal, the files of a report."""
