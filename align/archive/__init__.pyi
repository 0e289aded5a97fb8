from .analyser import ArchiveAnalyser

__all__ = ["ArchiveAnalyser"]
