# 演示 make run；测试 make test（加上 PostgreSQL、全部浏览器组合和费时的测试：make test-all）。
# Paths are relative throughout: the checkout may lie in a folder with blanks in its name.
PYTHON ?= python3
export PYTHONUTF8 = 1

INSTALL = .venv/bin/python -m pip install --quiet --disable-pip-version-check
OFFLINE = { echo "依赖没有装好，请检查网络后再试。Dependencies could not be installed: is there a network?" >&2; exit 1; }
# The tests bring their own settings; those of a real site stay out of their way.
PYTEST = env -u DATA_DIR -u DATABASE_URL -u SITE_URL -u SECRET_KEY -u ALLOWED_HOSTS -u PORT \
	-u DEBUG -u HTTP_ONLY -u TIME_ZONE

# One process a core; a file's tests stay together, and the files come in the order collected.
ABREAST = -n auto --dist loadfile --no-loadscope-reorder

.PHONY: help run test test-all bench

help:
	@echo "make run       建立环境和演示站点，在 http://127.0.0.1:8000/ 打开（换端口：make run PORT=8001）"
	@echo "make test      在 SQLite 上测试，含一次完整的浏览器办理过程"
	@echo "make test-all  再加 PostgreSQL 和全部浏览器组合"
	@echo "make bench     各项速度和内存，数字和比值写入 tests/bench/RESULTS.md"

run: .venv/installed
	@sh deploy/run.sh

test: .venv/installed-for-tests
	@sh tests/system_packages.sh chromium
	$(PYTEST) .venv/bin/python -m pytest $(ABREAST) -m "not matrix and not postgresql and not slow"

test-all: .venv/installed-for-tests
	@sh tests/system_packages.sh chromium
	@sh tests/system_packages.sh postgresql
	@sh tests/system_packages.sh nginx
	$(PYTEST) .venv/bin/python -m pytest -m "matrix or slow"
	$(PYTEST) bash tests/with_postgresql.sh .venv/bin/python -m pytest $(ABREAST) -m "not matrix"

bench: .venv/installed-for-tests
	@sh tests/system_packages.sh chromium
	@sh tests/system_packages.sh nginx
	@sh tests/system_packages.sh wrk
	@for each in tests/bench/bench_*.py; do \
		$(PYTEST) .venv/bin/python -m tests.bench.run $$(basename $$each .py) || exit 1; \
	done

.venv/bin/python:
	@sh deploy/make_venv.sh "$(PYTHON)"

.venv/installed: requirements.txt | .venv/bin/python
	@echo "安装依赖，第一次约需一分钟…… Installing dependencies"
	@$(INSTALL) -r requirements.txt || $(OFFLINE)
	@touch $@

.venv/installed-for-tests: requirements.txt deploy/requirements-postgresql.txt \
		tests/requirements.txt | .venv/installed
	@echo "安装测试所需的依赖…… Installing what the tests need"
	@$(INSTALL) -r tests/requirements.txt || $(OFFLINE)
	@touch $@
