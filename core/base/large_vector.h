// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/platform.h"

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace beaconscope {

/// Takes the memory of big tables in large pages, where the system has such. A look-up at a random
/// place of a table of some hundred megabytes otherwise waits twice: for the page's address, then
/// for its content. Small tables are not rounded up to a page.
template <typename T>
class LargePageAllocator {
public:
    using value_type = T;

    LargePageAllocator() = default;
    template <typename Other>
    explicit(false) LargePageAllocator(const LargePageAllocator<Other>& /*other*/) {}

    T* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < kMinBytes)
            return std::allocator<T>().allocate(count);
        const std::size_t whole = (bytes + kPage - 1) / kPage * kPage;
        void* memory = ::operator new (whole, std::align_val_t{kPage});
        platform::preferLargePages(memory, whole);
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) {
        if (count * sizeof(T) < kMinBytes)
            std::allocator<T>().deallocate(memory, count);
        else
            ::operator delete (memory, std::align_val_t{kPage});
    }

    friend bool operator==(const LargePageAllocator&, const LargePageAllocator&) { return true; }

private:
    static constexpr std::size_t kPage = std::size_t{2} << 20U;
    static constexpr std::size_t kMinBytes = 2 * kPage;
};

/// A vector for tables that can grow to many megabytes and are read in no order.
template <typename T>
using LargeVector = std::vector<T, LargePageAllocator<T>>;

} // namespace beaconscope
