// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/line_problem.h"

#include "core/base/text.h"

#include <algorithm>

namespace beaconscope::input {

namespace {

constexpr std::string_view kOtherCauses = "other causes";

std::string shortExample(std::string_view text) {
    const bool isCut = text.size() > LineProblems::kMaxExampleBytes;
    return escapeForTerminal(text.substr(0, LineProblems::kMaxExampleBytes)) + (isCut ? "…" : "");
}

} // namespace

void LineProblems::add(LineLoss loss, std::string_view cause, Place place,
                       std::string_view example) {
    const auto find = [this, loss](std::string_view wanted) {
        return std::ranges::find_if(m_list, [&](const LineProblem& problem) {
            return problem.loss == loss && problem.cause == wanted;
        });
    };
    auto known = find(cause);
    if (known == m_list.end() && m_list.size() >= kMaxCauses) {
        cause = kOtherCauses;
        known = find(cause);
    }
    if (known != m_list.end()) {
        ++known->count;
        return;
    }
    m_list.push_back(
        {loss, std::string(cause), 1, place.line, place.offset, shortExample(example)});
}

std::uint64_t countOf(const std::vector<LineProblem>& problems, LineLoss loss) {
    std::uint64_t count = 0;
    for (const LineProblem& problem : problems)
        count += problem.loss == loss ? problem.count : 0;
    return count;
}

const LineProblem* firstOf(const std::vector<LineProblem>& problems, LineLoss loss) {
    const LineProblem* first = nullptr;
    for (const LineProblem& problem : problems) {
        if (problem.loss == loss && (first == nullptr || problem.firstLine < first->firstLine))
            first = &problem;
    }
    return first;
}

} // namespace beaconscope::input
