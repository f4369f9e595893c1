// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/packet_builder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <utility>

namespace beaconscope::testing {

/// Makes a named pipe. Returns false when a file of that name exists already.
inline bool makePipe(const std::string& path) {
    return ::mkfifo(path.c_str(), 0600) == 0;
}

/// The writing end of a named pipe, as a capturing program has it.
class PipeWriter {
public:
    /// Waits until a reader has opened the pipe.
    explicit PipeWriter(const std::string& path)
        : m_descriptor(::open(path.c_str(), O_WRONLY | O_CLOEXEC)) {}
    PipeWriter(const PipeWriter&) = delete;
    PipeWriter& operator=(const PipeWriter&) = delete;
    ~PipeWriter() { close(); }

    bool write(const Bytes& bytes) const {
        return ::write(m_descriptor, bytes.data(), bytes.size()) ==
               static_cast<ssize_t>(bytes.size());
    }
    void close() {
        if (m_descriptor >= 0)
            ::close(std::exchange(m_descriptor, -1));
    }

private:
    int m_descriptor;
};

} // namespace beaconscope::testing
