#!/bin/sh
# Installs Debian's packages that tests start or draw with. Touches the network only if one is missing.
# Who is not root is told what is missing, and which tests will be skipped without it.
set -eu

packages='chromium-headless-shell redis-server nginx-light fonts-noto-core fonts-noto-cjk nodejs openssh-client openssl unzip'
missing=
for package in $packages; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing what tests need:$missing"
    # shellcheck disable=SC2086 -- a list of names, to be split
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing && exit 0
    # The whole Chromium does the same work, only slower: where it is there, tests need not wait for Debian's mirrors.
    [ "$missing" = ' chromium-headless-shell' ] && [ -x /usr/bin/chromium ]
    exit
fi

echo "Not installed:$missing" >&2
for package in $missing; do
    case $package in
        chromium-headless-shell) echo 'Without it, or the whole chromium, every browser test is skipped.' >&2 ;;
        redis-server) echo 'Without redis-server every test of several processes together is skipped.' >&2 ;;
        nginx-light) echo 'Without nginx every test of what stands in front of the workers is skipped.' >&2 ;;
        nodejs | openssh-client) echo "Without $package tests with programs that are not ours, but check our record, are skipped." >&2 ;;
        openssl | unzip) echo "Without $package the tests that check bundles by hand with it are skipped." >&2 ;;
        fonts-*) echo "Without $package some scripts are boxes in screenshots, and the tests of PDFs in those scripts fail." >&2 ;;
    esac
done
echo "To install: sudo apt-get install --no-install-recommends$missing" >&2
