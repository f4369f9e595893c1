// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/series_analysis.h"
#include "tests/support/null_series.h"

#include <fmt/core.h>

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <span>
#include <string>
#include <vector>

using namespace beaconscope::detect::rhythm;
using namespace beaconscope::test;

namespace {

/// Of this process, so that other load does not count.
double processorSeconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

std::vector<Query> poissonSeries(std::size_t count, Random& random) {
    std::vector<Query> queries(count);
    double time = 0;
    for (Query& query : queries) {
        time += random.exponential(60);
        query.timeSeconds = time;
        query.type = 1;
        query.id = static_cast<std::uint16_t>(random.below(65'536));
    }
    return queries;
}

double secondsPerSeries(const std::vector<std::vector<Query>>& series) {
    constexpr double kMinSeconds = 0.3;
    SeriesAnalyser analyser;
    analyser.analyse(series.front(), {}); // tables and transforms are made once
    double checksum = 0;
    std::size_t analysed = 0;
    const double start = processorSeconds();
    while (processorSeconds() - start < kMinSeconds) {
        for (const auto& one : series)
            checksum += analyser.analyse(one, {}).lnPFree;
        analysed += series.size();
    }
    const double elapsed = processorSeconds() - start;
    // Keeps the loop from being optimised away.
    if (checksum > 0)
        fmt::print("impossible: a probability above 1\n");
    return elapsed / static_cast<double>(analysed);
}

template <typename Make>
void printRow(std::size_t length, const char* kind, Make make) {
    constexpr std::size_t kDifferentSeries = 20;
    Random random(length);
    std::vector<std::vector<Query>> series;
    series.reserve(kDifferentSeries);
    for (std::size_t i = 0; i < kDifferentSeries; ++i)
        series.push_back(make(length, random));
    const double cost = secondsPerSeries(series);
    fmt::print("{:>8}  {:<10}  {:>10.1f}  {:>12.0f}\n", length, kind, cost * 1e6, 1 / cost);
}

} // namespace

/// The detector alone, one thread: what a series of so many queries costs.
///
/// Usage: bench_detector [QUERIES...]
int main(int argc, char** argv) {
    std::vector<std::size_t> lengths{5, 10, 20, 50, 100, 300, 1000, 3000, 10'000, 100'000};
    if (argc > 1) {
        lengths.clear();
        for (const char* argument : std::span(argv + 1, argv + argc))
            lengths.push_back(std::stoul(argument));
    }
    fmt::print("{:>8}  {:<10}  {:>10}  {:>12}\n", "queries", "kind", "µs each", "pairs a second");
    for (const std::size_t length : lengths) {
        printRow(length, "beacon", [](std::size_t count, Random& random) {
            return beaconSeries(count, 60, 0.2, random);
        });
        printRow(length, "random", poissonSeries);
    }
    return 0;
}
