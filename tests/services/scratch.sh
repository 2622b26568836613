#!/bin/sh
# Prints where tests should put what need not outlive them: in memory, if there is room for it and programs may run there.
# They make some thousand small databases, and a slow disk doubles the time that takes.
set -eu

memory=/dev/shm
needed=4000000 # KiB free; a whole run leaves about a tenth of it behind at its height

free=$(df -Pk "$memory" 2>/dev/null | awk 'NR == 2 { print $4 }')
[ "${free:-0}" -ge "$needed" ] || exit 0
probe=$(mktemp "$memory/parliament-XXXXXX" 2>/dev/null) || exit 0
printf '#!/bin/sh\n' >"$probe"
chmod 700 "$probe"
if "$probe" 2>/dev/null; then echo "$memory"; fi
rm -f "$probe"
