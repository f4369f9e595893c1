// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <linux/capability.h>
#include <optional>
#include <thread>

namespace beaconscope::testing {

/// Gives up the right to open every file, for the calling thread and for good. Only a superuser has
/// it.
inline void giveUpFileRights() {
    constexpr unsigned kRights = 1U << CAP_DAC_OVERRIDE | 1U << CAP_DAC_READ_SEARCH;
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> rights{};
    ::syscall(SYS_capget, &header, rights.data());
    rights[0].effective &= ~kRights;
    rights[0].permitted &= ~kRights;
    ::syscall(SYS_capset, &header, rights.data());
}

/// Returns what `work` returns in a thread that is bound by the permissions of files, also when a
/// superuser runs the tests: rights belong to threads in Linux, and this one ends afterwards.
template <typename Work>
auto boundByPermissions(const Work& work) {
    std::optional<decltype(work())> result;
    std::thread([&] {
        giveUpFileRights();
        result.emplace(work());
    }).join();
    return *result;
}

} // namespace beaconscope::testing
