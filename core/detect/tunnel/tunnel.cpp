// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/tunnel/tunnel.h"

#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/base/time.h"
#include "core/detect/compared.h"
#include "core/dns/name_text.h"
#include "core/dns/record_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

namespace beaconscope::detect::tunnel {

namespace {

/// Types that honest programs ask for many names, and whose answers carry next to nothing.
bool isAddressType(std::uint16_t type) {
    switch (static_cast<dns::RecordType>(type)) {
    case dns::RecordType::A:
    case dns::RecordType::Aaaa:
    case dns::RecordType::Https:
    case dns::RecordType::Svcb:
    case dns::RecordType::Ptr:
        return true;
    default:
        return false;
    }
}

/// Counts the bytes of labels.
class Alphabet {
public:
    /// `subdomain` as text; its escapes would count as digits.
    void add(std::string_view subdomain) {
        while (dns::takeLabel(subdomain, m_label)) {
            for (const char character : m_label)
                ++m_counts[static_cast<unsigned char>(character)];
            m_total += m_label.size();
            m_longestLabel = std::max(m_longestLabel, m_label.size());
        }
    }

    /// Bits a byte (Shannon).
    double entropy() const {
        double bits = 0;
        for (const std::size_t count : m_counts) {
            if (count == 0)
                continue;
            const double share = static_cast<double>(count) / static_cast<double>(m_total);
            bits -= share * std::log2(share);
        }
        return bits;
    }
    std::size_t total() const { return m_total; }
    std::size_t longestLabel() const { return m_longestLabel; }

private:
    std::string m_label;
    std::array<std::size_t, 256> m_counts{};
    std::size_t m_total = 0;
    std::size_t m_longestLabel = 0;
};

/// Queries that follow another within this are in one stream.
constexpr double kStreamIntervalSeconds = 2.5;

bool asksForAddressesAlone(const TunnelVolume& volume, const TunnelLimits& limits) {
    return volume.dataTypeShare < limits.leastDataTypeShare;
}

double leastNames(const TunnelVolume& volume, const TunnelLimits& limits) {
    return static_cast<double>(limits.leastNames) *
           (asksForAddressesAlone(volume, limits) ? limits.addressOnlyFactor : 1);
}

std::string describeTypes(const TunnelVolume& volume) {
    constexpr std::size_t kMaxNamed = 3;
    std::vector<std::pair<std::size_t, std::uint16_t>> byCount;
    byCount.reserve(volume.types.size());
    for (const auto& [type, count] : volume.types)
        byCount.emplace_back(count, type);
    std::sort(byCount.rbegin(), byCount.rend());
    std::string text;
    for (std::size_t i = 0; i < std::min(byCount.size(), kMaxNamed); ++i)
        text += fmt::format("{}{} {}", i == 0 ? "" : ", ",
                            dns::toString(static_cast<dns::RecordType>(byCount[i].second)),
                            byCount[i].first);
    return text;
}

/// Logs do not tell how long messages are.
std::string describeBytes(const TunnelVolume& volume, const TunnelLimits& limits) {
    if (volume.queryBytes == 0)
        return volume.responseBytes == 0
                   ? "Sizes are not known."
                   : fmt::format("{} bytes of responses; sizes of queries are not known.",
                                 withThousands(volume.responseBytes));
    const Compared answer = comparedNumbers(volume.answerBytes, limits.leastAnswerBytes, 0);
    return fmt::format("{} bytes of queries, {} bytes of responses; an answer brings {} bytes "
                       "(limit: {}).",
                       withThousands(volume.queryBytes), withThousands(volume.responseBytes),
                       answer.value, answer.limit);
}

bool isStream(const TunnelVolume& volume, const TunnelLimits& limits) {
    return volume.streamShare >= limits.leastStreamShare ||
           volume.answerBytes >= limits.leastAnswerBytes;
}

double streamShare(std::span<const TunnelQuery> queries) {
    std::size_t following = 0;
    for (std::size_t i = 1; i < queries.size(); ++i)
        following += queries[i].timeSeconds - queries[i - 1].timeSeconds <= kStreamIntervalSeconds;
    return static_cast<double>(following) / static_cast<double>(queries.size());
}

double answerBytes(std::span<const TunnelQuery> queries) {
    double bytes = 0;
    std::size_t responses = 0;
    for (const TunnelQuery& query : queries) {
        if (query.responseBytes == 0 || query.queryBytes == 0)
            continue; // the query of a response may not be in the capture
        ++responses;
        bytes += static_cast<double>(query.responseBytes) - static_cast<double>(query.queryBytes);
    }
    return responses == 0 ? 0 : bytes / static_cast<double>(responses);
}

} // namespace

TunnelVolume measureTunnel(std::span<const TunnelQuery> queries) {
    TunnelVolume volume;
    volume.queries = queries.size();
    if (queries.empty())
        return volume;
    std::unordered_set<std::uint32_t, ValueHash> names;
    std::unordered_set<std::uint64_t, ValueHash> questions;
    Alphabet alphabet;
    std::size_t dataTypes = 0;
    volume.firstSeconds = queries.front().timeSeconds;
    volume.lastSeconds = queries.back().timeSeconds;
    for (const TunnelQuery& query : queries) {
        volume.queryBytes += query.queryBytes;
        volume.responseBytes += query.responseBytes;
        ++volume.types[query.type];
        dataTypes += isAddressType(query.type) ? 0U : 1U;
        questions.insert((std::uint64_t{query.name} << 16U) | query.type);
        if (!query.subdomain.empty() && names.insert(query.name).second)
            alphabet.add(query.subdomain);
    }
    const auto count = static_cast<double>(queries.size());
    volume.names = names.size();
    volume.newShare = static_cast<double>(questions.size()) / count;
    volume.dataTypeShare = static_cast<double>(dataTypes) / count;
    volume.streamShare = streamShare(queries);
    volume.answerBytes = answerBytes(queries);
    if (volume.names == 0)
        return volume;
    volume.longestLabel = alphabet.longestLabel();
    volume.entropyBits = alphabet.entropy();
    volume.meanLength = static_cast<double>(alphabet.total()) / static_cast<double>(volume.names);
    volume.bitsPerName = volume.entropyBits * volume.meanLength;
    return volume;
}

bool looksLikeTunnel(const TunnelVolume& volume, const TunnelLimits& limits) {
    return static_cast<double>(volume.names) >= leastNames(volume, limits) &&
           volume.newShare >= limits.leastNewShare &&
           volume.bitsPerName >= limits.leastBitsPerName && isStream(volume, limits);
}

DecidingValue decidingLimit(const TunnelVolume& volume, const TunnelLimits& limits) {
    DecidingValue names{counted(volume.names, "name", "names"),
                        fmt::format("at least {}", leastNames(volume, limits))};
    if (static_cast<double>(volume.names) < leastNames(volume, limits))
        return names;
    const Compared news = comparedShares(volume.newShare, limits.leastNewShare);
    if (volume.newShare < limits.leastNewShare)
        return {news.value + " new questions", "at least " + news.limit};
    const Compared bits = comparedNumbers(volume.bitsPerName, limits.leastBitsPerName, 0);
    if (volume.bitsPerName < limits.leastBitsPerName)
        return {bits.value + " bits a name", "at least " + bits.limit};
    const Compared stream = comparedShares(volume.streamShare, limits.leastStreamShare);
    if (!isStream(volume, limits))
        return {stream.value + " in a stream", fmt::format("at least {}, or {} bytes an answer",
                                                           stream.limit, limits.leastAnswerBytes)};
    return names;
}

double tunnelPriority(const TunnelVolume& volume, const TunnelLimits& limits,
                      const Prevalence& prevalence) {
    if (!looksLikeTunnel(volume, limits))
        return 0;
    const double surplus = static_cast<double>(volume.names) / leastNames(volume, limits);
    return -100 * std::expm1(-surplus) * prevalenceWeight(prevalence);
}

std::vector<std::string> explainTunnel(const TunnelVolume& volume, const TunnelLimits& limits,
                                       const Prevalence& prevalence) {
    const bool addressesAlone = asksForAddressesAlone(volume, limits);
    std::vector<std::string> out;
    if (looksLikeTunnel(volume, limits))
        out.emplace_back("The names may carry data: so many new and long ones are asked for, as a "
                         "tunnel through DNS would.");
    const Compared news = comparedShares(volume.newShare, limits.leastNewShare);
    const Compared bits = comparedNumbers(volume.bitsPerName, limits.leastBitsPerName, 0);
    const Compared stream = comparedShares(volume.streamShare, limits.leastStreamShare);
    out.push_back(
        fmt::format("{} in {} during {}, {} of the questions new (limits: {} names{}, {}).",
                    volume.names == 0 ? "No name below the domain"
                                      : counted(volume.names, "different name", "different names"),
                    counted(volume.queries, "query", "queries"),
                    toHumanDuration(volume.lastSeconds - volume.firstSeconds), news.value,
                    leastNames(volume, limits),
                    addressesAlone ? " where only addresses are asked for" : "", news.limit));
    if (volume.names > 0)
        out.push_back(fmt::format("A name can carry {} bits: {:.0f} bytes of {:.1f} bits, "
                                  "longest label {} (limit: {} bits).",
                                  bits.value, volume.meanLength, volume.entropyBits,
                                  volume.longestLabel, bits.limit));
    out.push_back(fmt::format("{} of the queries come in a stream, at most {:.1f} s after "
                              "the one before (limit: {}, or long answers).",
                              stream.value, kStreamIntervalSeconds, stream.limit));
    out.push_back(
        fmt::format("Query types: {}. {}", describeTypes(volume), describeBytes(volume, limits)));
    if (looksLikeTunnel(volume, limits) && addressesAlone)
        out.emplace_back("Antivirus and reputation look-ups can look the same in these numbers.");
    if (std::string asked = describe(prevalence, ", as a common service is: listed lower");
        !asked.empty())
        out.push_back(std::move(asked));
    return out;
}

} // namespace beaconscope::detect::tunnel
