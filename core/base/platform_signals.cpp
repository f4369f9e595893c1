// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // pipe2
#endif

#include "core/base/platform_signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

namespace beaconscope::platform {

namespace {

struct Watched {
    int number;
    const char* name;
};
constexpr std::array kWatched{Watched{SIGINT, "SIGINT"}, Watched{SIGTERM, "SIGTERM"},
                              Watched{SIGHUP, "SIGHUP"}, Watched{SIGQUIT, "SIGQUIT"},
                              Watched{SIGXCPU, "SIGXCPU"}};

struct Files {
    std::mutex mutex;
    std::set<std::string> paths;
};

/// Lives until the process ends, because the thread that waits for signals does.
Files& filesToRemove() {
    static auto* files = new Files;
    return *files;
}

int gSignalPipe = -1; // written before the first handler is set

/// Runs inside a signal handler, where little is allowed; so another thread does the work.
void passOn(int number) {
    const int before = errno;
    const auto byte = static_cast<unsigned char>(number);
    static_cast<void>(!::write(gSignalPipe, &byte, 1));
    errno = before;
}

const char* nameOf(int number) {
    for (const Watched& watched : kWatched) {
        if (watched.number == number)
            return watched.name;
    }
    return "a signal";
}

[[noreturn]] void endBy(int number) {
    Files& files = filesToRemove();
    files.mutex.lock(); // for ever: no file may appear any more
    for (const std::string& path : files.paths)
        ::unlink(path.c_str());
    std::signal(number, SIG_DFL);
    ::kill(::getpid(), number);
    for (;;) // the signal may reach another thread
        ::pause();
}

void waitForSignals(int pipe, const std::function<bool(const char* name)>& asked) {
    bool isAsked = false;
    for (;;) {
        unsigned char number = 0;
        const ssize_t count = ::read(pipe, &number, 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count != 1)
            return;
        if (std::exchange(isAsked, true) || !asked(nameOf(number)))
            endBy(number);
    }
}

} // namespace

RemovedOnSignal::RemovedOnSignal(std::string path)
    : m_path(std::move(path)) {
    const std::lock_guard lock(filesToRemove().mutex);
    filesToRemove().paths.insert(m_path);
}

RemovedOnSignal::~RemovedOnSignal() {
    const std::lock_guard lock(filesToRemove().mutex);
    filesToRemove().paths.erase(m_path);
}

void watchSignals(std::function<bool(const char* name)> asked) {
    std::signal(SIGXFSZ, SIG_IGN);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return; // signals then end the process as they do by default
    gSignalPipe = ends[1];
    try {
        std::thread(waitForSignals, ends[0], std::move(asked)).detach();
    } catch (const std::system_error&) {
        return; // no memory for a thread: as above
    }
    for (const Watched& watched : kWatched) {
        struct sigaction action {};
        if (::sigaction(watched.number, nullptr, &action) != 0 || action.sa_handler == SIG_IGN)
            continue;
        action.sa_handler = passOn;
        action.sa_flags = SA_RESTART;
        ::sigaction(watched.number, &action, nullptr);
    }
}

} // namespace beaconscope::platform
