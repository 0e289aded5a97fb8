from .jobs import JobFiles, Jobs
from .messages import JobOrder
from .reading import AskedModels
from .server import Desk, application, serve
from .workbench import Workbench

__all__ = ["AskedModels", "Desk", "JobFiles", "JobOrder", "Jobs", "Workbench", "application", "serve"]
