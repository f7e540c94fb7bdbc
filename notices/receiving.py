"""Requests and uploads on their way in."""

from collections.abc import Callable

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler


class PlainTemporaryFileHandler(TemporaryFileUploadHandler):
    """Keeps an upload's name out of that of its temporary file.

    Django puts what follows the last dot there, and a long one does not fit the file system.
    """

    def new_file(self, *args, **kwargs):
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = TemporaryUploadedFile(
            "upload", self.content_type, 0, self.charset, self.content_type_extra
        )
        self.file.name = self.file_name


class WholeBody:
    """A request's body that raises OSError where it ends before its length in bytes.

    Django would take what had come for all of it, and save half a form.
    """

    def __init__(self, body, length: int):
        self.body, self.left = body, length

    def read(self, size: int = -1) -> bytes:
        return self._counted(self.body.read(size), size)

    def readline(self, size: int = -1) -> bytes:
        return self._counted(self.body.readline(size), size)

    def _counted(self, part: bytes, size: int) -> bytes:
        self.left -= len(part)
        if self.left > 0 and size and not part:
            raise OSError("the request broke off")
        return part


def whole_or_nothing(application: Callable) -> Callable:
    """A WSGI application that acts on no request whose sender was cut off."""

    def answer(environ, start_response):
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isdigit():
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return answer
