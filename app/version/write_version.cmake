# SPDX-FileCopyrightText: 2026 The Beaconscope authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Writes OUTPUT from version.cpp.in, with VERSION and the commit that is checked out in SOURCE_DIR;
# leaves the file alone when it would not change. Usage:
#   cmake -D SOURCE_DIR=… -D VERSION=… -D OUTPUT=… -P write_version.cmake

cmake_minimum_required(VERSION 3.25)

set(COMMIT "")
# A folder in checkouts, a file in worktrees. In an unpacked tarball there is none, and git would
# tell of a repository around it, which is another project's.
if(EXISTS ${SOURCE_DIR}/.git)
    execute_process(
        # A fixed length: git's own choice grows with the repository.
        COMMAND git -C ${SOURCE_DIR} rev-parse --short=10 HEAD
        OUTPUT_VARIABLE hash OUTPUT_STRIP_TRAILING_WHITESPACE
        RESULT_VARIABLE status ERROR_QUIET)
    # No git, no commit yet, or a folder of somebody else's: the version alone.
    if(status EQUAL 0)
        set(COMMIT "+git.${hash}")
    endif()
endif()
configure_file(${CMAKE_CURRENT_LIST_DIR}/version.cpp.in ${OUTPUT} @ONLY)
