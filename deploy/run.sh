#!/bin/sh
# Builds the demo site where it is not there yet and serves it on 127.0.0.1:PORT (make run).
set -eu
cd "$(dirname "$0")/.."
PORT=${PORT:-8000}
export PORT PYTHONUTF8=1
data=${DATA_DIR:-var}
python=.venv/bin/python

$python -m deploy.check_port

# Compressing takes ten seconds, so only what has changed since makes it run again.
if [ ! -e "$data/collected" ] || [ -n "$(find static .venv/installed -newer "$data/collected")" ]; then
    echo "压缩静态文件…… Compressing static files"
    $python manage.py collectstatic --noinput --verbosity 0
    touch "$data/collected"
fi
$python manage.py quickstart
echo "正在打开 http://127.0.0.1:$PORT/ ，按 Ctrl-C 停止。Press Ctrl-C to stop."
# Ctrl-C reaches the workers twice, from here and from their parent, and then some never end.
exec $python -m granian --interface wsgi --no-ws --host 127.0.0.1 --port "$PORT" \
    --workers 2 --blocking-threads 4 --workers-kill-timeout 2 --log-level error \
    site_config.wsgi:application
