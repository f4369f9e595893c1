#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Beaconscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# beaconscope-cli where the machine gives it little: as an ordinary user, with few descriptors,
# little memory, a full disk, closed standard streams, folders that cannot be read or written, no
# HOME, and odd locales. Checks exit codes, messages, and that nothing half-written remains.
# Usage: hostile.sh PROGRAM
set -euo pipefail

folder=$(mktemp -d)
trap 'umount "$folder/disk" 2>/dev/null || true; chmod -R u+rwX "$folder"; rm -rf "$folder"' EXIT
cp "$1" "$folder/program" # an ordinary user may not reach the folder that it was built in
program=$folder/program
cd "$folder"
chmod 777 .

# Runs what follows as someone whom permissions bind.
user=()
[[ $EUID -ne 0 ]] || user=(setpriv --reuid=65534 --regid=65534 --clear-groups --)

fail() {
    printf '%s\n' "$@" "$(head -20 err)" >&2
    exit 1
}

# ends CODES COMMAND…: the command must exit with one of the codes, and say why if it is not 0.
ends() {
    local expected=$1 code=0
    shift
    timeout 60 "$@" >out 2>err || code=$?
    [[ " $expected " == *" $code "* ]] || fail "exit code $code, not one of $expected: $*"
    [[ $code -eq 0 || -s err ]] || fail "exit code $code without a message: $*"
    if find . -name '.beaconscope-*' 2>/dev/null | grep -q .; then fail "an unfinished file is left: $*"; fi
    last_code=$code
}
says() {
    grep -qF -- "$1" err || fail "'$1' is not said"
}
is_old() {
    [[ $(<"$1") == old ]] || fail "$1 is not the old file any more"
}

ends 0 "$program" simulate --hosts 4 --duration 3600 --beacon name=c2.example,period=60,host=1 -o one.pcap
mkdir many
for number in $(seq 40); do cp one.pcap "many/$number.pcap"; done
chmod -R a+rX .

few_descriptors() {
    local limit
    for limit in 40 16 10 7; do
        (
            ulimit -n "$limit"
            ends "0 3 4" "$program" report many --json few.json
            if [[ $last_code -eq 0 ]]; then
                [[ $(grep -c '"sha256": "' few.json) -eq 40 ]] || fail "files are missing in silence"
            else
                says many # the folder or a file in it
            fi
        )
        rm -f few.json
    done
}

little_memory() {
    local megabytes
    # Memory runs out at another place in each.
    for megabytes in 400 200 $(seq 130 -2 56); do
        echo old >small.json
        (
            ulimit -v $((megabytes * 1024))
            # 127: not even the libraries fit, and the loader ends the program.
            ends "0 3 4 5 127" "$program" report one.pcap --json small.json
            [[ $last_code -ne 3 ]] || is_old small.json
        )
    done
}

full_disk() {
    mkdir disk
    if [[ $EUID -eq 0 ]] && mount -t tmpfs -o size=1m none disk 2>/dev/null; then
        echo old >disk/out.pcap
        echo old >disk/out.json
        head -c 2000000 /dev/zero >disk/filler 2>err || true
        ends 5 "$program" simulate --hosts 50 --duration 7200 -o disk/out.pcap
        says "No space left on device"
        is_old disk/out.pcap
        ends 5 "$program" report many --json disk/out.json
        is_old disk/out.json
        umount disk
    fi
    echo old >disk/out.pcap
    (
        ulimit -f 64
        ends 5 "$program" simulate --hosts 50 --duration 7200 -o disk/out.pcap
        says "File too large"
    )
    is_old disk/out.pcap
    [[ ! -c /dev/full ]] || {
        "$program" queries one.pcap >/dev/full 2>err && fail "a full standard output is not an error"
        says "Standard output could not be written"
    }
}

closed_streams() {
    local code=0
    "$program" queries one.pcap >&- 2>err || code=$?
    [[ $code -eq 5 && -s err ]] || fail "exit code $code with a closed standard output"
    code=0
    "$program" report one.pcap --json closed.json <&- >out 2>&- || code=$?
    [[ $code -eq 0 && -s closed.json ]] || fail "exit code $code with a closed standard input and error"
}

no_permission() {
    mkdir locked shut
    cp one.pcap shut/inner.pcap
    echo old >locked/out.json
    chmod 555 locked
    chmod 444 locked/out.json
    chmod 000 shut
    [[ $EUID -ne 0 ]] || chown 65534:65534 locked locked/out.json shut
    ends 5 "${user[@]}" "$program" report one.pcap --json locked/new.json
    says "Permission denied"
    ends 5 "${user[@]}" "$program" report one.pcap --json locked/out.json
    is_old locked/out.json
    ends "3 4" "${user[@]}" "$program" report one.pcap shut --json -
    says shut
    ends 3 "${user[@]}" "$program" report shut
    says shut
    chmod 755 locked shut
}

no_home() {
    ends 0 "${user[@]}" env -i "$program" report one.pcap
    ends 0 "${user[@]}" env -i HOME=/nonexistent PATH=/nonexistent "$program" report one.pcap
}

odd_locales() {
    local locale zone
    LC_ALL=C TZ=UTC "$program" report one.pcap --all --json - >expected
    for locale in POSIX C.UTF-8 tr_TR.UTF-8 de_DE.UTF-8 ar_EG.UTF-8 zh_CN.GB18030 nonsense '' '%s%n'; do
        for zone in UTC Asia/Kathmandu ':' nonsense '<+99>-99'; do
            LC_ALL=$locale LANG=$locale TZ=$zone "$program" report one.pcap --all --json - >out 2>err ||
                fail "exit code $? with the locale $locale"
            cmp -s expected out || fail "another report with the locale '$locale' in the zone '$zone'"
        done
    done
}

for circumstance in few_descriptors little_memory full_disk closed_streams no_permission no_home odd_locales; do
    "$circumstance"
    printf '%s: as it should be\n' "$circumstance"
done
