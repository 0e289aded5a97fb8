from .jobs import JobFiles, Jobs
from .messages import JobOrder
from .server import Desk, application, serve
from .workbench import Workbench

__all__ = ["Desk", "JobFiles", "JobOrder", "Jobs", "Workbench", "application", "serve"]
