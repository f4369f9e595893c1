#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace beaconscope::dns {

/// Finds the registered domain of a name: its public suffix and one label more, by the Public
/// Suffix List that libpsl was built with, private section included ("foo.github.io" is one).
/// A name that is itself a public suffix, a single label, or the root is its own registered
/// domain. Not copyable; calls from several threads are safe.
class SuffixList {
public:
    SuffixList();
    ~SuffixList();
    SuffixList(const SuffixList&) = delete;
    SuffixList& operator=(const SuffixList&) = delete;

    /// `canonicalName` as in Name::canonical. The result is a tail of it.
    std::string_view registeredDomain(std::string_view canonicalName) const;

    /// Which list is in use, for reports: its date or "built in".
    std::string describe() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace beaconscope::dns
