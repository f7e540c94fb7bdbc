"""Says that the port is taken before anything is started on it."""

import socket

from django.core.exceptions import ImproperlyConfigured

from site_config.starting import environment


def refusal(port: int) -> str:
    """Why nothing can be served on 127.0.0.1:port, in a sentence; "" where it can be."""
    with socket.socket() as probe:
        # A connection that is still closing does not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            return f"没有权限使用端口 {port}：请用 make run PORT=8001。Port {port} is not allowed."
        except OSError:
            other = port + 1 if port < 65535 else 8001
            return (
                f"端口 {port} 已被占用：请用 make run PORT={other}。"
                f"Port {port} is taken: use make run PORT={other}."
            )
    return ""


def main() -> None:
    try:
        port = environment.port("PORT", "8000")
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from None
    if reason := refusal(port):
        raise SystemExit(reason)


if __name__ == "__main__":
    main()
