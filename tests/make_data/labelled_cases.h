// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/make_data/case_log.h"

#include <string>
#include <vector>

namespace beaconscope::testdata {

struct LabelledCase {
    std::string name;
    CaseLog log;
};

/// The labelled cases of tests/data/cases; the same in every run.
std::vector<LabelledCase> labelledCases();

} // namespace beaconscope::testdata
