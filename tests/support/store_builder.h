// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"
#include "core/store/event_store.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::testing {

/// One DNS message, with the few fields that a test sets.
struct MessageLine {
    double atSeconds = 0;
    std::string client = "10.0.0.1";
    std::string name = "host.example";
    std::uint16_t id = 1;
    dns::RecordType type = dns::RecordType::A;
    dns::Transport transport = dns::Transport::Udp;
    std::uint16_t port = 40'000;
    std::string resolver = "10.0.0.53";
    dns::ResponseCode rcode = dns::ResponseCode::NoError; ///< only for responses
    int ttlSeconds = 300; ///< only for responses; negative: no answer with a TTL
};

/// Fills an event store by hand. Times count from 2024-01-01T00:00:00Z.
class StoreBuilder {
public:
    static Timestamp at(double seconds);

    StoreBuilder& query(const MessageLine& line);
    StoreBuilder& response(const MessageLine& line);
    /// Adds queries of one client for one name, one at each of the times. Each has an id of its
    /// own.
    StoreBuilder& queries(const std::string& client, const std::string& name,
                          const std::vector<double>& atSeconds);
    /// The same, each answered 20 ms later.
    StoreBuilder& answeredQueries(const std::string& client, const std::string& name,
                                  const std::vector<double>& atSeconds);
    /// Adds one query at each time, each for a new name below `domain` that is long enough to carry
    /// data. The names are the same in each run.
    StoreBuilder& newNames(const std::string& client, const std::string& domain,
                           const std::vector<double>& atSeconds);

    store::EventStore& store() { return m_store; }

    /// Returns a finished snapshot with `settings`, as an investigation would make it.
    std::shared_ptr<const snapshot::Snapshot>
    snapshot(const snapshot::AnalysisSettings& settings) const;
    std::shared_ptr<const snapshot::Snapshot> snapshot() const;

private:
    void add(const MessageLine& line, bool isResponse);

    store::EventStore m_store;
    std::uint16_t m_nextId = 100;
    std::uint32_t m_random = 1;
};

/// Returns `count` times, `periodSeconds` apart, beginning with `firstSeconds`.
std::vector<double> everySeconds(double periodSeconds, std::size_t count, double firstSeconds = 0);

} // namespace beaconscope::testing
