// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/capture_analysis.h"

#include "core/detect/rhythm/benjamini_hochberg.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace beaconscope::detect::rhythm {

std::vector<PairAnalysis> analyseUnits(std::size_t unitCount, const GatherUnit& gather,
                                       unsigned threads, const std::stop_token& stop) {
    std::vector<PairAnalysis> results(unitCount);
    // Units differ in cost by a factor of a thousand, so threads fetch them one by one.
    std::atomic<std::size_t> next = 0;
    const auto analyseAll = [&] {
        PairAnalyser analyser;
        std::vector<Query> queries;
        while (!stop.stop_requested()) {
            const std::size_t unit = next.fetch_add(1, std::memory_order_relaxed);
            if (unit >= unitCount)
                return;
            queries.clear();
            PairOptions options;
            gather(unit, queries, options);
            results[unit] = analyser.analyse(queries, options);
        }
    };
    std::exception_ptr problem;
    std::mutex mutex;
    const auto work = [&] {
        try {
            analyseAll();
        } catch (...) {
            next = unitCount;
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

std::vector<UnitResult> rankUnits(std::vector<PairAnalysis> analyses,
                                  std::span<const Prevalence> prevalences) {
    std::vector<double> lnP;
    for (const PairAnalysis& analysis : analyses) {
        if (analysis.tested())
            lnP.push_back(analysis.lnPFinal);
    }
    const std::vector<double> lnQ = lnQValues(lnP);

    std::vector<UnitResult> results(analyses.size());
    std::size_t tested = 0;
    for (std::size_t i = 0; i < analyses.size(); ++i) {
        UnitResult& result = results[i];
        result.analysis = std::move(analyses[i]);
        if (!result.analysis.tested())
            continue;
        result.lnQ = lnQ[tested++];
        result.priority = priority(result.analysis, {prevalences[i]});
    }
    return results;
}

std::vector<UnitResult> analyseCapture(std::span<const CaptureQuery> queries,
                                       const CapturePairs& pairs, unsigned threads,
                                       const std::stop_token& stop) {
    const auto gather = [&](std::size_t index, std::vector<Query>& unitQueries,
                            PairOptions& options) {
        const Unit& unit = pairs.units[index];
        for (const std::uint32_t row : pairs.rowsOf(unit))
            unitQueries.push_back(queries[row].query);
        options.splitNames = unit.kind == UnitKind::Pair;
        options.seekClock = unit.kind != UnitKind::LookAlikes;
        options.captureSeconds = pairs.captureSeconds;
    };
    std::vector<Prevalence> prevalences;
    prevalences.reserve(pairs.units.size());
    for (const Unit& unit : pairs.units)
        prevalences.push_back(unit.prevalence);
    return rankUnits(analyseUnits(pairs.units.size(), gather, threads, stop), prevalences);
}

} // namespace beaconscope::detect::rhythm
