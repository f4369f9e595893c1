// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace beaconscope::detect::others {

/// What Elastic looks at: the last six hours in minutes, the newest at index 0.
struct ElasticBuckets {
    static constexpr std::size_t kCount = 360;
    static constexpr double kSeconds = 60;

    std::array<double, kCount> counts{};
    std::array<double, kCount> sourceBytes{};      ///< mean of the minute, 0 if empty
    std::array<double, kCount> destinationBytes{}; ///< mean of the minute, 0 if empty
};

struct ElasticEvent {
    double timeSeconds = 0;
    double sourceBytes = 0;
    double destinationBytes = 0;
};

/// Events up to `nowSeconds`; older than six hours or later ones are left out.
ElasticBuckets elasticBuckets(std::span<const ElasticEvent> events, double nowSeconds);

/// What the tests measured, whatever their limits. Variations are population standard deviations
/// over means, without what lies outside the 10th to 80th percentile; none where too few minutes
/// are used.
struct ElasticResult {
    std::optional<double> countVariation;
    std::optional<double> sourceBytesVariation;
    std::optional<double> destinationBytesVariation;
    double correlation = 0; ///< largest autocorrelation
    int periodMinutes = 0;  ///< where it is reached; 0: not tested
};

struct ElasticLimits {
    double correlation = 0.7; ///< periodic from here on
    double countVariation = 0.1;
    double bytesVariation = 0.05;
};

struct ElasticVerdict {
    bool lowCountVariation = false;
    bool periodic = false;
    bool lowSourceBytesVariation = false;
    bool lowDestinationBytesVariation = false;

    /// The two tests that are about time. The other two are true for any name asked for with
    /// queries of one length, so the total says little about DNS.
    bool timing() const { return periodic || lowCountVariation; }
    bool isBeaconing() const {
        return timing() || lowSourceBytesVariation || lowDestinationBytesVariation;
    }
    /// 0 to 3; Elastic's rule for high confidence asks for 3.
    int score() const {
        return int{timing()} + int{lowSourceBytesVariation} + int{lowDestinationBytesVariation};
    }
};

/// Network Beaconing Identification 1.3.3 (elastic/integrations, packages/beaconing), the script of
/// its pivot transform, with its default of no jitter in the autocorrelation.
ElasticResult elastic(const ElasticBuckets& buckets);

ElasticVerdict elasticVerdict(const ElasticResult& result, const ElasticLimits& limits = {});

} // namespace beaconscope::detect::others
