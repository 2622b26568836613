#!/bin/sh
# Makes .venv with uv in it, and says exactly what is missing where it cannot.
set -eu

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "Python 3.11 or newer is needed, and '$PYTHON' is not one. Name another: make demo PYTHON=/path/to/python3" >&2
    exit 1
}

# Debian ships the venv module without what it needs to put pip into a new environment.
if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
    package="python$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$package"
    else
        echo "Python's venv module is incomplete here. On Debian: sudo apt-get install $package" >&2
        exit 1
    fi
fi

"$PYTHON" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
