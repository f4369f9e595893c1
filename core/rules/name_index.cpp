#include "core/rules/name_index.h"

#include "core/rules/text_matcher.h"

#include <algorithm>

namespace beaconscope::rules {

namespace {

// FNV-1a, from the last byte to the first.
constexpr std::uint64_t kHashStart = 0xcbf29ce484222325;

std::uint64_t addByte(std::uint64_t hash, char byte) {
    return (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
}

} // namespace

void NameIndex::addWhole(std::string_view name, std::size_t rule) {
    m_whole.emplace(keyOf(name), rule);
}

void NameIndex::addWithSubdomains(std::string_view name, std::size_t rule) {
    m_tails.emplace(keyOf(name), rule);
}

std::size_t NameIndex::find(std::string_view name) const {
    std::size_t best = kNone;
    std::uint64_t hash = kHashStart;
    for (std::size_t i = name.size(); i-- > 0;) {
        hash = addByte(hash, name[i]);
        if (i == 0 || isLabelSeparator(name, i - 1))
            best = std::min(best, lookUp(m_tails, {name.substr(i), hash}));
    }
    return std::min(best, lookUp(m_whole, {name, hash}));
}

NameIndex::Key NameIndex::keyOf(std::string_view name) {
    Key key{name, kHashStart};
    for (std::size_t i = name.size(); i-- > 0;)
        key.hash = addByte(key.hash, name[i]);
    return key;
}

std::size_t NameIndex::lookUp(const Map& map, const Key& key) {
    const auto found = map.empty() ? map.end() : map.find(key);
    return found == map.end() ? kNone : found->second;
}

} // namespace beaconscope::rules
