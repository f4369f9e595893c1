// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/zeek/line_format.h"

#include <string>
#include <utility>

namespace beaconscope::zeek {

/// Reads Zeek's log as JSON lines: each line is one object, without the fields that are not set.
/// "id.orig_h" may also be "id_orig_h" or an object "id" with a member "orig_h". The whole object
/// may be the value of a key "dns". Lines of other logs in the same file are told by "_path", by
/// their key, or by their lack of any field of a log of DNS.
class JsonFormat final : public LineFormat {
public:
    /// `layout` says how the objects stand in the file: "JSON lines".
    explicit JsonFormat(std::string layout = "JSON lines")
        : m_layout(std::move(layout)) {}

    LineContent read(std::string_view line, FieldValues& values) override;
    const std::string& problem() const override { return m_problem; }
    std::string description() const override { return m_layout; }

private:
    std::string m_layout;
    std::string m_problem;
};

} // namespace beaconscope::zeek
