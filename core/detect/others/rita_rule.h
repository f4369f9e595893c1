// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/others/rita.h"
#include "core/detect/others/rule.h"

#include <optional>

namespace beaconscope::detect::others {

/// RITA v5's beacon score of a series, or its part that is about time alone. The whole capture is
/// its data set, of which it takes the last 24 hours; a query is a connection and the length of its
/// DNS message the bytes sent.
class RitaRule {
public:
    enum class Score : std::uint8_t { Total, Timestamps };

    struct Evidence {
        std::optional<RitaScore> score;
        std::size_t queries = 0;          ///< in RITA's 24 hours
        std::size_t differentSeconds = 0; ///< of these
        double medianIntervalSeconds = 0; ///< between different seconds
        bool knowsLengths = false;        ///< of any query: logs hold none
    };

    explicit RitaRule(Score score)
        : m_score(score) {}

    DetectorInfo info() const;
    Evidence measure(const Sample& sample) const;
    Judgement judge(const Evidence& evidence, const ParameterValues& parameters) const;
    Explanation explain(const Evidence& evidence, const ParameterValues& parameters,
                        const Prevalence& prevalence) const;

private:
    /// In percent.
    double chosen(const RitaScore& score) const;

    Score m_score;
};

} // namespace beaconscope::detect::others
