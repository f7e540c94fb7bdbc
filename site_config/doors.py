"""Which door a request comes in by: the readers' knows no cookie, the newsroom's knows them all."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.csrf import CsrfViewMiddleware

from .headers import NEWSROOM


class NewsroomOnly:
    """Steps aside on readers' addresses: what reads a cookie there would also set one."""

    def __call__(self, request):
        if request.path.startswith(NEWSROOM):
            return super().__call__(request)
        return self.get_response(request)


class NewsroomSessionMiddleware(NewsroomOnly, SessionMiddleware):
    pass


class NewsroomCsrfMiddleware(NewsroomOnly, CsrfViewMiddleware):
    def process_view(self, request, callback, callback_args, callback_kwargs):
        if request.path.startswith(NEWSROOM):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        return None


class NewsroomAuthenticationMiddleware(NewsroomOnly, AuthenticationMiddleware):
    pass


class NewsroomMessageMiddleware(NewsroomOnly, MessageMiddleware):
    pass
