// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/platform_memory.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

namespace beaconscope::platform {

namespace {

constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();

std::uint64_t pageSize() {
    return static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t memoryOfMachine() {
    const long pages = ::sysconf(_SC_PHYS_PAGES);
    return pages > 0 ? static_cast<std::uint64_t>(pages) * pageSize() : kUnlimited;
}

/// Returns the number in a file of the system. Returns kUnlimited for "max" and for no file.
std::uint64_t numberIn(const std::filesystem::path& path) {
    std::uint64_t number = 0;
    std::ifstream file(path);
    return file >> number ? number : kUnlimited;
}

/// Returns the smallest limit of the control groups that the process is in (version 2).
std::uint64_t memoryOfControlGroups() {
    std::ifstream file("/proc/self/cgroup");
    std::string line; // "0::/user.slice/a.service"
    std::uint64_t limit = kUnlimited;
    while (std::getline(file, line)) {
        if (!line.starts_with("0::/"))
            continue;
        const std::filesystem::path root("/sys/fs/cgroup");
        std::filesystem::path group = root / line.substr(std::string("0::/").size());
        for (; group.native().size() > root.native().size(); group = group.parent_path())
            limit = std::min(limit, numberIn(group / "memory.max"));
        limit = std::min(limit, numberIn(root / "memory.max")); // the group's own, in a container
    }
    return limit;
}

struct PagesInUse {
    std::uint64_t mapped = 0;   ///< addresses that are taken
    std::uint64_t resident = 0; ///< memory behind them
};

PagesInUse pagesInUse() {
    PagesInUse pages;
    std::ifstream file("/proc/self/statm");
    file >> pages.mapped >> pages.resident;
    return pages;
}

} // namespace

MemoryUse memoryUse() {
    static const std::uint64_t kMachine = std::min(memoryOfMachine(), memoryOfControlGroups());
    const PagesInUse pages = pagesInUse();
    const MemoryUse resident{pages.resident * pageSize(), kMachine};
    struct rlimit limit {};
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return resident;
    const MemoryUse mapped{pages.mapped * pageSize(), limit.rlim_cur};
    return mapped.share() > resident.share() ? mapped : resident;
}

} // namespace beaconscope::platform
