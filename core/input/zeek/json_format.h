// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/zeek/line_format.h"

#include <string>

namespace beaconscope::zeek {

/// Reads Zeek's log as JSON lines: each line is one object, without the fields that are not set.
/// "id.orig_h" may also be "id_orig_h" or an object "id" with a member "orig_h". Lines of other
/// logs in the same file are skipped.
class JsonFormat final : public LineFormat {
public:
    LineContent read(std::string_view line, FieldValues& values) override;
    const std::string& problem() const override { return m_problem; }
    std::string description() const override { return "JSON lines"; }

private:
    std::string m_problem;
};

} // namespace beaconscope::zeek
