"""What the site refuses to start with."""

from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured

from notices.models import User
from site_config.starting.database import refuse_unsafe_database
from site_config.starting.safety import Start, refusals, refuse_demo_users, refuse_unsafe

from .commands import run

DEMO = Start(["127.0.0.1", "localhost"], "http://127.0.0.1:8000", "short", True, False)
REAL = Start(["tz.example.cn"], "https://tz.example.cn", "k" * 50, False, False)


def test_a_demo_on_the_own_machine_may_have_a_short_key_and_debug():
    assert refusals(DEMO) == []


def test_a_real_site_with_tls_and_a_long_key_starts():
    assert refusals(REAL) == []


def test_a_real_site_without_tls_starts_where_http_only_is_meant():
    assert refusals(replace(REAL, site_url="http://tz.example.cn", http_only=True)) == []


def test_the_loopback_address_of_ipv6_is_the_own_machine():
    assert refusals(replace(DEMO, hosts=["[::1]"], site_url="http://[::1]:8000")) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"hosts": []}, "ALLOWED_HOSTS 为空：请写明本站的域名。"),
        ({"hosts": ["other.example.cn"]}, "SITE_URL 的域名不在 ALLOWED_HOSTS 里。"),
        ({"hosts": ["*"]}, "ALLOWED_HOSTS 不能是 *：请逐个写明域名。"),
        ({"debug": True}, "DEBUG 已打开：对外服务必须关闭。"),
        (
            {"site_url": "http://tz.example.cn"},
            "SITE_URL 不是 https：请启用 TLS；确在内网只用 http 的，设 HTTP_ONLY=1。",
        ),
        (
            {"secret_key": "k" * 49},
            "SECRET_KEY 是默认值或短于 50 个字符：请换成随机的长密钥。",
        ),
        (
            {"secret_key": "django-insecure-" + "k" * 50},
            "SECRET_KEY 是默认值或短于 50 个字符：请换成随机的长密钥。",
        ),
    ],
)
def test_a_real_site_is_refused(changed, sentence):
    assert refusals(replace(REAL, **changed)) == [sentence]


def test_a_site_url_without_a_scheme_is_refused_in_a_demo_too():
    assert refusals(replace(DEMO, site_url="127.0.0.1:8000")) == [
        "SITE_URL 应当是完整网址，例如 https://tz.example.cn。"
    ]


def test_one_outside_host_among_loopback_ends_demo_mode():
    mixed = replace(DEMO, hosts=["127.0.0.1", "tz.example.cn"])
    assert (DEMO.demo, mixed.demo) == (True, False)


def test_all_reasons_are_told_at_once():
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unsafe(replace(REAL, debug=True, secret_key="short"))
    assert str(refused.value) == (
        "拒绝启动：DEBUG 已打开：对外服务必须关闭。 "
        "SECRET_KEY 是默认值或短于 50 个字符：请换成随机的长密钥。"
    )


def test_demo_users_may_only_sign_in_on_the_own_machine():
    refuse_demo_users(True, ["editor"])
    refuse_demo_users(False, [])
    with pytest.raises(ImproperlyConfigured, match="演示用户（editor、admin）仍可登录"):
        refuse_demo_users(False, ["editor", "admin"])


def test_the_server_refuses_active_demo_users_on_a_real_host(db, settings):
    settings.DEMO_MODE = False
    demo = User.objects.create_user("editor", demo=True)
    with pytest.raises(ImproperlyConfigured, match="演示用户（editor）仍可登录"):
        refuse_unsafe_database()
    demo.is_active = False
    demo.save()
    refuse_unsafe_database()


def test_the_server_looks_once_into_the_database(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        refuse_unsafe_database()


def test_an_unsafe_environment_stops_every_command(tmp_path):
    done = run(tmp_path, "manage.py", "check", ALLOWED_HOSTS="tz.example.cn")
    assert done.returncode != 0
    assert "拒绝启动：SITE_URL 的域名不在 ALLOWED_HOSTS 里。" in done.stderr


def test_a_switch_that_is_neither_yes_nor_no_is_refused(tmp_path):
    done = run(tmp_path, "manage.py", "check", DEBUG="maybe")
    assert "环境变量 DEBUG 只能是 1 或 0，现在是“maybe”。" in done.stderr


def test_a_server_without_a_database_says_what_to_do(tmp_path):
    done = run(tmp_path, "-c", "import site_config.wsgi")
    assert done.returncode == 1
    assert "请先运行 manage.py quickstart" in done.stderr


@pytest.mark.slow
def test_a_server_without_its_static_files_says_what_to_do(tmp_path):
    assert run(tmp_path, "manage.py", "migrate", "--verbosity", "0").returncode == 0
    done = run(tmp_path, "-c", "import site_config.wsgi")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "拒绝启动：静态文件还没有收集（缺 hant.css），请运行 manage.py collectstatic。"
    )


COOKIES = (
    "import django; from django.conf import settings as s; "
    "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, "
    "s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"
)


@pytest.mark.parametrize(
    ("environment", "printed"),
    [
        ({}, "session csrf False False 0"),
        (
            {"ALLOWED_HOSTS": "tz.example.cn", "SITE_URL": "https://tz.example.cn"},
            "__Host-session __Host-csrf True True 31536000",
        ),
    ],
)
def test_cookies_are_bound_to_a_host_with_tls_only(tmp_path, environment, printed):
    module = {"DJANGO_SETTINGS_MODULE": "site_config.settings"}
    done = run(tmp_path, "-c", COOKIES, **module, **environment)
    assert done.stdout.strip() == printed
