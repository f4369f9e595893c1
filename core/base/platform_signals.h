// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <string>

namespace beaconscope::platform {

/// A file that is removed when a signal ends the process, as long as this object lives. The file
/// need not exist.
class RemovedOnSignal {
public:
    explicit RemovedOnSignal(std::string path);
    RemovedOnSignal(const RemovedOnSignal&) = delete;
    RemovedOnSignal& operator=(const RemovedOnSignal&) = delete;
    ~RemovedOnSignal();

    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

/// Ends the process in order when the system or the user asks for it: by SIGINT, SIGTERM, SIGHUP,
/// SIGQUIT or SIGXCPU. Calls `asked` with the signal's name on a thread of its own. If `asked`
/// returns true, it has taken care of the end itself. Otherwise, and at every second signal, the
/// files of RemovedOnSignal are removed and the process ends by that signal. A signal that the
/// process was started to ignore stays ignored. A file that grows too large (SIGXFSZ) becomes an
/// error of the write. Call it once, at the start of the program.
void watchSignals(std::function<bool(const char* name)> asked);

} // namespace beaconscope::platform
