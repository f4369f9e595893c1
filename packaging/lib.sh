# SPDX-FileCopyrightText: 2026 The Beaconscope authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck shell=bash
# What packaging/run, packaging/test and .ci/run share. Sourced by them, in bash strict mode.

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# Everything that is not a result goes to stderr, so that a result can be piped.
say() {
    printf '%s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

# list_packages GROUP…: the packages that dependencies.txt names in these groups.
list_packages() {
    awk -v groups=" $* " '
        { sub(/#.*/, ""); gsub(/[[:space:]]/, "") }
        /^\[.*\]$/ { wanted = index(groups, " " substr($0, 2, length($0) - 2) " "); next }
        wanted && $0 != "" { print }
    ' "$source_dir/packaging/dependencies.txt"
}

# missing_packages PACKAGE…: those that are not installed.
missing_packages() {
    # A package that dpkg has never heard of is an error to it and merely missing to us.
    { dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true; } |
        awk -v packages="$*" '
            $1 == "installed" { installed[$2] = 1 }
            END {
                count = split(packages, list, " ")
                for (i = 1; i <= count; ++i)
                    if (!(list[i] in installed)) print list[i]
            }'
}

# install_missing GROUP…: installs what these groups of dependencies.txt lack, and says what.
install_missing() {
    local -a packages missing
    mapfile -t packages < <(list_packages "$@")
    [[ ${#packages[@]} -gt 0 ]] || die "packaging/dependencies.txt names no package for: $*"
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian: nothing is installed. Needed is what these packages bring there:"
        say "  ${packages[*]}"
        return
    fi
    mapfile -t missing < <(missing_packages "${packages[@]}")
    [[ ${#missing[@]} -gt 0 ]] || return 0

    local -a apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
    if [[ $EUID -eq 0 ]]; then
        say "Installing with apt-get: ${missing[*]}"
    elif command -v sudo >/dev/null; then
        say "Installing with sudo apt-get: ${missing[*]}"
        apt=(sudo -- "${apt[@]}")
    else
        die "These packages are missing, and there is no sudo here. As root, run:" \
            "apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    fi
    "${apt[@]}" update >&2
    "${apt[@]}" install --yes --no-install-recommends "${missing[@]}" >&2
}

# A compiler takes up to a gigabyte; more of them than memory holds is slower than fewer.
parallel_jobs() {
    local jobs gigabytes
    jobs=$(nproc)
    gigabytes=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo)
    if ((gigabytes < jobs)); then
        jobs=$((gigabytes > 1 ? gigabytes : 1))
    fi
    printf '%s\n' "$jobs"
}

# configure PRESET [OPTION…]: quiet unless it fails or CMake warns.
configure() {
    local log=$source_dir/build/configure.log
    mkdir -p "$source_dir/build"
    (cd "$source_dir" && cmake --preset "$@") >"$log" || {
        cat "$log" >&2
        return 1
    }
}

# build PRESET [TARGET…]: everything when no target is named.
build() {
    local preset=$1
    shift
    local -a targets=()
    [[ $# -eq 0 ]] || targets=(--target "$@")
    cmake --build "$source_dir/build/$preset" --parallel "$(parallel_jobs)" "${targets[@]}" >&2
}

# Debian's bare images have no locale set, and Qt then says at every start that it wants UTF-8.
ensure_utf8() {
    [[ -n ${LC_ALL:-}${LC_CTYPE:-}${LANG:-} ]] || export LANG=C.UTF-8
}
