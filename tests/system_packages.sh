#!/bin/sh
# usage: system_packages.sh chromium|postgresql|nginx|wrk
# Sees to it that a program the tests need is there: as root by apt-get, else it names the command.
set -eu

case $1 in
chromium)
    programs="chromium chromium-browser google-chrome"
    packages="chromium fonts-noto-cjk"
    ;;
postgresql)
    programs=initdb
    packages=postgresql
    # Debian keeps the server's programs off the PATH.
    for bin in /usr/lib/postgresql/*/bin; do PATH=$PATH:$bin; done
    ;;
nginx)
    programs=nginx
    packages=nginx-light
    PATH=$PATH:/usr/sbin
    ;;
wrk)
    programs=wrk
    packages=wrk
    ;;
esac

present() {
    for program in $programs; do
        if command -v "$program" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

if present; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "安装 $packages…… Installing $packages"
    apt-get update -qq </dev/null
    # Word splitting is meant: these are several packages.
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages </dev/null
else
    echo "测试需要 $1：请先运行 sudo apt-get install $packages。The tests need $1." >&2
    exit 1
fi
