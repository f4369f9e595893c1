// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/type_set.h"

#include <array>

namespace beaconscope::store {

namespace {

using dns::RecordType;

// The position of a type in this list is its bit. The list is in numerical order.
constexpr std::array kNamedTypes = {
    RecordType::A,    RecordType::Ns,     RecordType::Cname, RecordType::Soa,   RecordType::Null,
    RecordType::Ptr,  RecordType::Hinfo,  RecordType::Mx,    RecordType::Txt,   RecordType::Aaaa,
    RecordType::Srv,  RecordType::Naptr,  RecordType::Opt,   RecordType::Ds,    RecordType::Rrsig,
    RecordType::Nsec, RecordType::Dnskey, RecordType::Svcb,  RecordType::Https, RecordType::Spf,
    RecordType::Tkey, RecordType::Ixfr,   RecordType::Axfr,  RecordType::Any,   RecordType::Caa,
};
constexpr std::uint32_t kOther = 1U << 31U;
static_assert(kNamedTypes.size() < 31);

/// The bit of each type up to the last one with a name.
constexpr auto kBits = [] {
    std::array<std::uint32_t, static_cast<std::size_t>(kNamedTypes.back()) + 1> bits{};
    bits.fill(kOther);
    for (std::size_t i = 0; i < kNamedTypes.size(); ++i)
        bits[static_cast<std::size_t>(kNamedTypes[i])] = 1U << i;
    return bits;
}();

} // namespace

void TypeSet::insert(RecordType type) {
    const auto number = static_cast<std::size_t>(type);
    m_bits |= number < kBits.size() ? kBits[number] : kOther;
}

std::string TypeSet::toString() const {
    std::string text;
    const auto append = [&text](const std::string& word) {
        if (!text.empty())
            text += ", ";
        text += word;
    };
    for (std::size_t i = 0; i < kNamedTypes.size(); ++i) {
        if ((m_bits & (1U << i)) != 0)
            append(dns::toString(kNamedTypes[i]));
    }
    if ((m_bits & kOther) != 0)
        append("other");
    return text;
}

} // namespace beaconscope::store
