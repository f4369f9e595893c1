#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Beaconscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""lab_rule.py CASE.tsv.xz...: what the classroom's lab rule says of each labelled case, as a table.

The rule, written down a second time and without the program: skip a name with fewer than five
messages or with an interval below 1 s; flag it when the population standard deviation of its
intervals is below 1 s. Variant "exact" takes every message of a name, responses too, from all
clients; "queries" takes the queries of one client for one name.
"""

import collections
import lzma
import os
import statistics
import sys


def is_excluded(name):
    name = name.lower()
    return name.endswith((".local", ".in-addr.arpa", ".ip6.arpa")) or "_ldap" in name or "_msdcs" in name


def series_of(path):
    """Times in microseconds by variant, client and name."""
    series = collections.defaultdict(list)
    with lzma.open(path, "rt") as table:
        for line in table:
            if line.startswith("#"):
                continue
            time, client, name, _, is_response = line.split("\t")[:5]
            if is_excluded(name):
                continue
            whole, part = time.split(".")
            microseconds = int(whole) * 1_000_000 + int(part)
            series["exact", "*", name].append(microseconds)
            if is_response == "0":
                series["queries", client, name.lower()].append(microseconds)
    return series


def main(paths):
    print("#file\tvariant\tclient\tname\tcount\tmin_interval_s\tstdev_s\tflagged")
    for path in paths:
        case = os.path.basename(path)[: -len(".tsv.xz")]
        for key, times in sorted(series_of(path).items()):
            if len(times) < 5:
                continue
            times.sort()
            gaps = [(b - a) / 1e6 for a, b in zip(times, times[1:])]
            deviation = statistics.pstdev(gaps)
            flagged = min(gaps) >= 1 and deviation < 1
            print(case, *key, len(times), f"{min(gaps):.6f}\t{deviation:.6f}\t{flagged:d}", sep="\t")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
