#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Beaconscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Tests of beaconscope-cli that need no Qt. Usage: test_cli.sh PROGRAM TEST, where TEST is one of the
# functions whose name begins with test_, without that.
set -euo pipefail

program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# run CODE ARGUMENT…: runs the program, which must exit with CODE. Leaves what it printed in the
# files out and err.
run() {
    local expected=$1 code=0
    shift
    "$program" "$@" >out 2>err || code=$?
    [[ $code -eq $expected ]] || fail "exit code $code, not $expected: $*" "$(<out)" "$(<err)"
}

# has FILE TEXT, lacks FILE TEXT: whether the text is in a line of the file.
has() {
    grep -qF -- "$2" "$1" || fail "'$2' is missing in $1:" "$(<"$1")"
}
lacks() {
    ! grep -qiF -- "$2" "$1" || fail "'$2' stands in $1:" "$(<"$1")"
}

# The capture that most tests read: a beacon every minute among what six hosts do.
simulate() {
    run 0 simulate --beacon name=c2.example,period=60,jitter=0.1,host=1 -o "$1"
}

test_simulates() {
    simulate first.pcap
    simulate second.pcap
    [[ -s first.pcap ]] || fail "the capture is empty"
    cmp first.pcap second.pcap
}

test_simulates_to_standard_output() {
    simulate file.pcap
    run 0 simulate --beacon name=c2.example,period=60,jitter=0.1,host=1 -o -
    cmp file.pcap out
    has err 'standard output: '
}

# Starts a program that writes for minutes, and ends it by a signal. Nothing may stay of its output.
ended_by() {
    local signal=$1 number=$2 code=0
    "$program" simulate --hosts 1000 --duration 10000000 -o long.pcap 2>err &
    local writer=$!
    sleep 0.5
    kill -s "$signal" "$writer"
    wait "$writer" || code=$?
    [[ $code -eq $((128 + number)) ]] || fail "exit code $code after SIG$signal" "$(<err)"
    [[ -z $(find . -name '.beaconscope*' -o -name 'long*') ]] ||
        fail "something is left after SIG$signal:" "$(find .)"
}

test_leaves_nothing_behind_after_signals() {
    ended_by TERM 15
    has err 'Ended by SIGTERM'
    ended_by HUP 1
    ended_by XCPU 24
    # Only a file system that knows files without a name can keep this promise.
    cd "$(mktemp -d -p /dev/shm)"
    ended_by KILL 9
    rm -r "$PWD"
}

test_tells_of_a_file_that_grows_too_large() {
    code=0
    (
        ulimit -f 100
        "$program" simulate --hosts 1000 --duration 100000 -o long.pcap 2>err
    ) || code=$?
    [[ $code -eq 5 ]] || fail "exit code $code" "$(<err)"
    has err 'Could not write long.pcap: File too large'
    [[ -z $(find . -name '.beaconscope*' -o -name 'long*') ]] || fail "something is left"
}

test_lists_queries() {
    simulate capture.pcap
    run 0 queries capture.pcap
    [[ $(head -n 1 out) == $'packet\ttime\tclient\tresolver\ttransport\tid\tqtype\tqname' ]] ||
        fail "another header: $(head -n 1 out)"
    has out $'\tc2.example'
}

# The path of a file that lies so deep is longer than the system takes.
test_names_folders_that_cannot_be_read() {
    simulate capture.pcap
    mkdir all
    mv capture.pcap all
    (
        cd all
        for _ in {1..50}; do
            name=$(printf '%0100d' 0)
            mkdir "$name"
            cd "$name"
        done
    )
    run 4 report all
    has err 'it is a folder that cannot be opened: File name too long'
    has out 'c2.example'
}

# Captures of the same time have to be open at once, and here they may not.
test_names_files_that_cannot_be_opened() {
    simulate capture.pcap
    mkdir all
    local i
    for i in {1..50}; do cp capture.pcap "all/$i.pcap"; done
    ulimit -n 16
    run 4 queries all
    has err 'Too many open files'
}

test_reports() {
    simulate capture.pcap
    run 0 report capture.pcap --json report.json --csv findings.csv
    has out 'c2.example'
    has findings.csv ',c2.example,'
    has report.json '"detector": "beaconscope"'
    has report.json '"name": "c2.example"'
    has report.json "\"sha256\": \"$(sha256sum capture.pcap | cut -d ' ' -f 1)\""
    [[ ! -s err ]] || fail "the program had something to say: $(<err)"
}

# The list is a part of the program, not a file that may be missing.
test_knows_services() {
    run 0 simulate --service name=connectivity-check.ubuntu.com,period=60 -o capture.pcap
    run 0 report capture.pcap --json -
    has out '"explained_by": "Ubuntu connectivity check"'
}

test_fails_on_findings() {
    simulate capture.pcap
    run 1 report capture.pcap --fail-on-findings
    run 0 simulate --no-browsing -o quiet.pcap
    run 0 report quiet.pcap --fail-on-findings
}

test_refuses_pdf() {
    simulate capture.pcap
    local path
    for path in report.pdf -; do
        run 2 report capture.pcap --pdf "$path"
        has err 'beaconscope-cli: --pdf needs Qt, which beaconscope-cli does without'
        [[ ! -s out && ! -e report.pdf ]] || fail "something was written"
    done
}

test_refuses_window() {
    simulate capture.pcap
    local arguments
    for arguments in '' capture.pcap '--screenshot window.png' '--theme light capture.pcap'; do
        # shellcheck disable=SC2086 # each word is an argument
        run 2 $arguments
        has err 'the window, which needs Qt, is in the program beaconscope alone'
        [[ ! -s out && ! -e window.png ]] || fail "something was written"
    done
}

test_offers_what_it_can() {
    run 0 --help
    has out 'beaconscope-cli [OPTIONS]'
    has out 'simulate'
    lacks out 'window opens'
    lacks out 'screenshot'
    lacks out 'Captures to open'
    run 0 report --help
    has out '--json'
    lacks out 'pdf'
    run 0 --version
    has out 'beaconscope-cli '
}

test_needs_no_qt() {
    readelf -d "$program" >needed
    has needed '(NEEDED)'
    lacks needed 'libQt'
    ldd "$program" >loaded
    has loaded 'libpcap'
    lacks loaded 'libQt'
}

test_tells_of_bad_files() {
    simulate capture.pcap
    run 3 report missing.pcap
    has err 'beaconscope-cli: missing.pcap: not read: '
    head -c 5000 capture.pcap >cut.pcap
    run 4 queries cut.pcap
    has err 'beaconscope-cli: cut.pcap: read in part: '
    run 5 report capture.pcap --csv no/such/folder.csv
    run 2 report capture.pcap --json capture.pcap
}

# A line of dns.log: the second after a full minute, and the name.
line() {
    printf '{"ts":"2025-10-09T10:53:%02d+0200","id.orig_h":"10.0.0.1","query":"%s"}\n' "$1" "$2"
}

test_tells_of_lines_that_it_cannot_read() {
    { line 1 a.example; line 99 b.example; line 3 c.example; } >dns.log
    run 4 queries dns.log
    has out $'3\t1759999983.000000000\t10.0.0.1'
    has err 'dns.log: read in part: 1 line cannot be read. 1 time: a line whose ts cannot be read, in line 2: “2025-10-09T10:53:99+0200”.'
    run 4 report dns.log --json -
    has out '"skipped_log_line"'
    line 99 b.example >none.log
    run 3 report none.log
    has err 'none.log: not read: it is text that starts with {, but not a dns.log of Zeek: 1 line cannot be read'
}

test_reads_columns_without_a_header() {
    printf '%s\t10.0.0.1\ta.example\n' 1700000001 1700000002 >cut.txt
    run 3 queries cut.txt
    has err '--zeek-columns ts,id.orig_h,query'
    run 0 queries cut.txt --zeek-columns ts,id.orig_h,query
    has out $'2\t1700000002.000000000\t10.0.0.1'
    run 2 queries cut.txt --zeek-columns ts,query
}

test_counts_lines_of_two_logs_once() {
    mkdir -p logs/current
    { line 1 a.example; line 2 b.example; } | tee logs/archived.log >logs/current/dns.log
    ln -s current logs/again
    run 0 report logs --json report.json
    has report.json '"queries": 2,'
    has report.json '"copies_of_lines"'
}

test_reads_archives() {
    simulate capture.pcap
    run 0 queries capture.pcap
    mv out expected
    tar -cf lesson.tar capture.pcap
    gzip -k lesson.tar
    for archive in lesson.tar lesson.tar.gz; do
        run 0 queries "$archive"
        cmp out expected
        run 0 report "$archive" --json report.json
        has report.json "\"path\": \"$archive/capture.pcap\""
        has report.json "\"sha256\": \"$(sha256sum "$archive" | cut -d ' ' -f 1)\""
    done
    run 3 queries - <lesson.tar
    has err 'it is a tar archive that cannot be read here, in another archive or through a pipe'
}

"test_$2"
