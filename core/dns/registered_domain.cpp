// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/registered_domain.h"

#include "core/base/hash.h"
#include "core/base/time.h"

#include <fmt/core.h>
#include <libpsl.h>

#include <array>
#include <cstddef>
#include <cstring>

namespace beaconscope::dns {

namespace {

// A canonical name has at most 255 bytes on the wire and at most four characters for each.
constexpr std::size_t kMaxLength = 1024;

/// libpsl needs a C string in which every dot separates labels. Each character of an escape becomes
/// an underscore: no public suffix contains one, and the positions stay the same.
void copyWithoutEscapes(std::string_view name, char* out) {
    std::size_t hidden = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (hidden == 0 && name[i] == '\\') {
            const bool isDecimal = i + 1 < name.size() && name[i + 1] >= '0' && name[i + 1] <= '9';
            hidden = isDecimal ? 4 : 2;
        }
        out[i] = hidden > 0 ? '_' : name[i];
        hidden -= hidden > 0 ? 1 : 0;
    }
    out[name.size()] = '\0';
}

bool isPublicSuffix(const psl_ctx_st* list, const char* lastLabel) {
    // In examples and simulated captures this label stands for names that exist (RFC 2606
    // section 2).
    if (std::string_view(lastLabel) == "example")
        return true;
    // Without the star rule, which makes every unknown last label a suffix.
    return psl_is_public_suffix2(list, lastLabel, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) != 0;
}

} // namespace

SuffixList::SuffixList()
    : m_list(psl_builtin()) {}

std::string_view SuffixList::registeredDomain(std::string_view canonicalName) const {
    if (m_list == nullptr || canonicalName.size() >= kMaxLength)
        return canonicalName;
    std::array<char, kMaxLength> text; // not cleared: filled up to its terminator
    copyWithoutEscapes(canonicalName, text.data());
    const char* domain = psl_registrable_domain(m_list, text.data());
    if (domain == nullptr)
        return canonicalName;
    return canonicalName.substr(static_cast<std::size_t>(domain - text.data()));
}

bool SuffixList::hasPublicSuffix(std::string_view canonicalName) const {
    if (m_list == nullptr || canonicalName.size() >= kMaxLength)
        return true;
    std::array<char, kMaxLength> text; // as above
    copyWithoutEscapes(canonicalName, text.data());
    const char* const dot = std::strrchr(text.data(), '.');
    const char* const label = dot == nullptr ? text.data() : dot + 1;
    // Most domains of a capture end in a handful of labels, and libpsl takes microseconds for each.
    struct Known {
        std::string label;
        bool isSuffix = false;
    };
    constexpr std::size_t kMaxKnown = 256;
    thread_local std::array<Known, kMaxKnown> knownLabels;
    Known& known = knownLabels[hashText(label) % kMaxKnown];
    if (known.label != label || known.label.empty())
        known = {label, isPublicSuffix(m_list, label)};
    return known.isSuffix;
}

std::string SuffixList::describe() const {
    if (m_list == nullptr)
        return "none (libpsl was built without a list)";
    const auto date = toIso8601(timestampFromSeconds(psl_builtin_file_time(), 0)).substr(0, 10);
    return fmt::format("built into libpsl {}, {}", psl_get_version(), date);
}

} // namespace beaconscope::dns
