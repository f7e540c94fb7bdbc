"""Old formats (.doc, .wps, .rtf, .ofd) → .docx, by LibreOffice where the site has it."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

from .telling import Unreadable

SUFFIXES = (".doc", ".wps", ".rtf", ".ofd", ".odt")
LIMIT = 20 * 1024 * 1024  # bytes
SECONDS = 60
# LibreOffice takes .wps for another program's; what WPS writes under this name is .doc.
_READ_AS = {".wps": ".doc"}
# By its first bytes; left to itself LibreOffice reads what it does not know as plain text.
_FILTERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "MS Word 97"),
    (b"{\\rtf", "Rich Text Format"),
    (b"PK\x03\x04", ""),
)
_SAVE_AS = "请用 Word 或 WPS 打开后“另存为”.docx 再导入。"
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def convert(data: bytes, suffix: str, soffice: str, seconds: float = SECONDS) -> bytes:
    """Return the .docx that LibreOffice makes of a file with this suffix (".doc").

    soffice is the path of its program, "" where there is none. Raises Unreadable, whose message
    is a sentence for the editor; nothing is left on the disk.
    """
    if suffix not in SUFFIXES:
        raise Unreadable(f"不认识的文件格式，{_SAVE_AS}")
    if not soffice:
        raise Unreadable(f"本站没有安装转换程序，不能直接读取 {suffix} 文件，{_SAVE_AS}")
    if len(data) > LIMIT:
        raise Unreadable(
            f"文件有 {len(data) / 1024 / 1024:.1f} MB，超过上限 {LIMIT // 1024 // 1024} MB，"
            "请只保留通知正文后再导入。"
        )
    reader = next((name for start, name in _FILTERS if data.startswith(start)), None)
    if reader is None:
        raise Unreadable(
            f"这个 {suffix} 文件里不是文字处理文档，请核对是否选错了文件，或{_SAVE_AS}"
        )
    with tempfile.TemporaryDirectory(prefix="hongtou-office-") as folder:
        return _converted(Path(folder), data, suffix, [soffice, *_reading(reader)], seconds)


def _converted(folder: Path, data: bytes, suffix: str, program: list[str], seconds: float) -> bytes:
    settings = folder / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    source = folder / f"source{_READ_AS.get(suffix, suffix)}"
    source.write_bytes(data)
    _run(folder, source, program, seconds)
    made = folder / "made" / "source.docx"
    if not made.is_file():
        raise Unreadable(f"转换程序读不了这个 {suffix} 文件（可能已损坏或有密码），{_SAVE_AS}")
    return made.read_bytes()


def _reading(reader: str) -> list[str]:
    return [f"--infilter={reader}"] if reader else []


def _run(folder: Path, source: Path, program: list[str], seconds: float) -> None:
    command = [
        *program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx",
        "--outdir",
        str(folder / "made"),
        str(source),
    ]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    surroundings = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        started = subprocess.Popen(
            command,
            cwd=folder,
            env=surroundings,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **quiet,
        )
    except OSError as error:
        raise Unreadable(f"转换程序没有启动（请告知管理员核对设置），或{_SAVE_AS}") from error
    try:
        started.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"转换用时超过 {seconds:g} 秒，已停止，{_SAVE_AS}") from error
    finally:
        _stop(started)


def _stop(program: subprocess.Popen) -> None:
    """End the program and what it started: its first process is only a starter."""
    try:
        os.killpg(program.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    program.wait()
