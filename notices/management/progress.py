"""How far a command has come: a bar where somebody looks on, nothing where a program does."""

WIDTH = 24  # signs
LONGEST = 30


class Progress:
    """A bar on a command's stream while that is a terminal; lines are printed between `clear` and `step`."""

    def __init__(self, stream, total: int, *, shown: bool = True):
        self.stream, self.total, self.done = stream, total, 0
        self.shown = shown and total > 1 and stream.isatty()

    def step(self, name: str) -> None:
        """Another one begins."""
        if self.shown:
            full = WIDTH * self.done // self.total
            bar = "█" * full + "░" * (WIDTH - full)
            self._write(f"\r\033[K{bar} {self.done}/{self.total} {name[-LONGEST:]}")
        self.done += 1

    def clear(self) -> None:
        """Takes the bar away, so that a line can be printed."""
        if self.shown:
            self._write("\r\033[K")

    def _write(self, text: str) -> None:
        self.stream.write(text, str, ending="")
        self.stream.flush()
