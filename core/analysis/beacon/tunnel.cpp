#include "core/analysis/beacon/tunnel.h"

#include "core/base/time.h"
#include "core/dns/record_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

namespace beaconscope::analysis::beacon {

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

std::size_t longestLabelOf(std::string_view subdomain) {
    std::size_t longest = 0;
    std::size_t length = 0;
    for (const char character : subdomain) {
        length = character == '.' ? 0 : length + 1;
        longest = std::max(longest, length);
    }
    return longest;
}

/// Counts characters of subdomains, dots left out.
class Alphabet {
public:
    void add(std::string_view text) {
        for (const char character : text) {
            if (character == '.')
                continue;
            ++m_counts[static_cast<unsigned char>(character)];
            ++m_total;
        }
    }

    /// Bits a character (Shannon).
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

private:
    std::array<std::size_t, 256> m_counts{};
    std::size_t m_total = 0;
};

bool asksForAddressesAlone(const TunnelVolume& volume, const TunnelLimits& limits) {
    return volume.dataTypeShare < limits.leastDataTypeShare;
}

double leastNames(const TunnelVolume& volume, const TunnelLimits& limits) {
    return static_cast<double>(limits.leastNames) *
           (asksForAddressesAlone(volume, limits) ? limits.addressOnlyFactor : 1);
}

std::string describeTypes(const TunnelVolume& volume) {
    constexpr std::size_t kMostNamed = 3;
    std::vector<std::pair<std::size_t, std::uint16_t>> byCount;
    byCount.reserve(volume.types.size());
    for (const auto& [type, count] : volume.types)
        byCount.emplace_back(count, type);
    std::sort(byCount.rbegin(), byCount.rend());
    std::string text;
    for (std::size_t i = 0; i < std::min(byCount.size(), kMostNamed); ++i)
        text += fmt::format("{}{} {}", i == 0 ? "" : ", ",
                            dns::toString(static_cast<dns::RecordType>(byCount[i].second)),
                            byCount[i].first);
    return text;
}

/// Logs do not tell how long messages are.
std::string describeBytes(const TunnelVolume& volume) {
    if (volume.queryBytes == 0)
        return "Sizes are not known.";
    return fmt::format("{} bytes of queries, {} bytes of responses.", volume.queryBytes,
                       volume.responseBytes);
}

} // namespace

TunnelVolume measureTunnel(std::span<const TunnelQuery> queries) {
    TunnelVolume volume;
    volume.queries = queries.size();
    if (queries.empty())
        return volume;
    std::unordered_set<std::uint32_t> names;
    std::unordered_set<std::uint64_t> questions;
    Alphabet alphabet;
    std::size_t dataTypes = 0;
    volume.firstSeconds = volume.lastSeconds = queries.front().timeSeconds;
    for (const TunnelQuery& query : queries) {
        volume.firstSeconds = std::min(volume.firstSeconds, query.timeSeconds);
        volume.lastSeconds = std::max(volume.lastSeconds, query.timeSeconds);
        volume.queryBytes += query.queryBytes;
        volume.responseBytes += query.responseBytes;
        ++volume.types[query.type];
        dataTypes += isAddressType(query.type) ? 0U : 1U;
        questions.insert((std::uint64_t{query.name} << 16U) | query.type);
        if (query.subdomain.empty() || !names.insert(query.name).second)
            continue;
        alphabet.add(query.subdomain);
        volume.longestLabel = std::max(volume.longestLabel, longestLabelOf(query.subdomain));
    }
    const auto count = static_cast<double>(queries.size());
    volume.names = names.size();
    volume.newShare = static_cast<double>(questions.size()) / count;
    volume.dataTypeShare = static_cast<double>(dataTypes) / count;
    if (volume.names == 0)
        return volume;
    volume.entropyBits = alphabet.entropy();
    volume.meanLength = static_cast<double>(alphabet.total()) / static_cast<double>(volume.names);
    volume.bitsPerName = volume.entropyBits * volume.meanLength;
    return volume;
}

bool looksLikeTunnel(const TunnelVolume& volume, const TunnelLimits& limits) {
    return static_cast<double>(volume.names) >= leastNames(volume, limits) &&
           volume.newShare >= limits.leastNewShare && volume.bitsPerName >= limits.leastBitsPerName;
}

double tunnelPriority(const TunnelVolume& volume, const TunnelLimits& limits,
                      const Prevalence& prevalence) {
    if (!looksLikeTunnel(volume, limits))
        return 0;
    const double surplus = static_cast<double>(volume.names) / leastNames(volume, limits);
    // Volume knows nothing of persistence, so a cover of 1 leaves that weight alone.
    PairAnalysis persistent;
    persistent.cover = 1;
    return -100 * std::expm1(-surplus) * priorityWeights(persistent, {prevalence}).prevalence;
}

std::vector<std::string> explainTunnel(const TunnelVolume& volume, const TunnelLimits& limits,
                                       const Prevalence& prevalence) {
    const bool addressesAlone = asksForAddressesAlone(volume, limits);
    std::vector<std::string> out;
    out.push_back(fmt::format(
        "{} different names in {} queries during {}, {:.0f} % of the questions new (limits: {:.0f} "
        "names{}, {:.0f} %).",
        volume.names, volume.queries, toHumanDuration(volume.lastSeconds - volume.firstSeconds),
        100 * volume.newShare, leastNames(volume, limits),
        addressesAlone ? " where only addresses are asked for" : "", 100 * limits.leastNewShare));
    out.push_back(fmt::format("A name can carry {:.0f} bits: {:.0f} characters of {:.1f} bits, "
                              "longest label {} (limit: {:.0f} bits).",
                              volume.bitsPerName, volume.meanLength, volume.entropyBits,
                              volume.longestLabel, limits.leastBitsPerName));
    out.push_back(fmt::format("Query types: {}. {}", describeTypes(volume), describeBytes(volume)));
    if (looksLikeTunnel(volume, limits) && addressesAlone)
        out.emplace_back("Antivirus and reputation look-ups can look the same in these numbers.");
    out.push_back(fmt::format(
        "Asked for by {} of {} clients{}.", prevalence.clients, prevalence.clientsInCapture,
        isCommon(prevalence) ? ", as a common service is: listed lower" : ""));
    return out;
}

} // namespace beaconscope::analysis::beacon
