// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace beaconscope::detect {

/// A service that is known to look up its names at regular times, or in great numbers.
struct KnownService {
    std::string name;   ///< host name or domain in lower case; all below it belongs to the service
    std::string kind;   ///< "updates", "connectivity check", ...
    std::string title;  ///< "Windows Update"
    std::string source; ///< who says so: "Microsoft: connection endpoints for Windows 11"; or empty

    bool operator==(const KnownService&) const = default;
};

/// Explanations for rhythms that are nobody's secret: update checks, connectivity checks, time,
/// telemetry; and for names that hold data, as look-ups of reputations do. They lower the priority
/// of a finding and say why. They hide nothing, and a popular name is no reason to be listed:
/// malware asks for those as well. Immutable.
///
/// The file has a service a line, `name | kind | title` or `name | kind | title | source`; empty
/// lines and lines that start with # are skipped.
class KnownServices {
public:
    KnownServices() = default;

    /// The services, or what is wrong with the first line that is not understood, and the byte of
    /// `text` where that line begins.
    static Result<KnownServices> parse(std::string_view text);
    /// Of a file; the Error names the path and the line.
    static Result<KnownServices> read(const std::string& path);

    /// Whether a name can stand in a list as it is. Names in captures may hold anything.
    static bool canHold(std::string_view name);

    /// The service of a name in lower case: that of the longest listed suffix; null if there is
    /// none.
    const KnownService* find(std::string_view name) const;

    std::size_t size() const { return m_services.size(); }
    bool operator==(const KnownServices&) const = default;

private:
    std::map<std::string, KnownService, std::less<>> m_services; ///< by name
};

} // namespace beaconscope::detect
