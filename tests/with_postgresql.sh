#!/bin/bash
# usage: with_postgresql.sh COMMAND…
# Runs COMMAND, from the checkout, with DATABASE_URL naming a fresh PostgreSQL, which ends and is removed with it.
set -euo pipefail

# Debian keeps the server's programs off the PATH.
for bin in /usr/lib/postgresql/*/bin; do PATH=$bin:$PATH; done

folder=$(mktemp -d "${TMPDIR:-/tmp}/hongtou-postgresql-XXXXXX")
data=$folder/data

as_owner() { (cd "$folder" && "$@"); }
if [ "$(id -u)" = 0 ]; then
    # PostgreSQL refuses to run as root.
    owner=$(id -un postgres 2>/dev/null || echo nobody)
    chown "$owner" "$folder"
    as_owner() {
        (cd "$folder" && setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups -- "$@")
    }
fi

stop() {
    if [ -e "$data/postmaster.pid" ]; then as_owner pg_ctl -D "$data" -m immediate -s stop || true; fi
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
printf '%s\n' "$password" >"$folder/password"
chmod 644 "$folder/password"

as_owner initdb -D "$data" -U postgres --auth=scram-sha-256 --pwfile="$folder/password" \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
# Nothing here outlives the run, so nothing waits for the disk.
cat >>"$data/postgresql.conf" <<CONFIGURATION
port = $port
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
CONFIGURATION
as_owner pg_ctl -D "$data" -l "$folder/log" -s -w start || { cat "$folder/log" >&2; exit 1; }

DATABASE_URL=postgres://postgres:$password@127.0.0.1:$port/postgres "$@"
