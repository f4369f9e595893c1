// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/analyse_all.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace beaconscope::detect::rhythm {

std::vector<SeriesAnalysis> analyseAll(std::size_t count, const GatherSeries& gather,
                                       unsigned threads, const std::stop_token& stop) {
    std::vector<SeriesAnalysis> results(count);
    // Series differ in cost by a factor of a thousand, so threads fetch them one by one.
    std::atomic<std::size_t> next = 0;
    const auto analyseRest = [&] {
        SeriesAnalyser analyser;
        std::vector<Query> queries;
        while (!stop.stop_requested()) {
            const std::size_t index = next.fetch_add(1, std::memory_order_relaxed);
            if (index >= count)
                return;
            queries.clear();
            SeriesOptions options;
            gather(index, queries, options);
            results[index] = analyser.analyse(queries, options);
        }
    };
    std::exception_ptr problem;
    std::mutex mutex;
    const auto work = [&] {
        try {
            analyseRest();
        } catch (...) {
            next = count;
            const std::lock_guard lock(mutex);
            problem = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < threads; ++i)
            helpers.emplace_back(work);
        work();
    }
    if (problem)
        std::rethrow_exception(problem);
    return results;
}

} // namespace beaconscope::detect::rhythm
