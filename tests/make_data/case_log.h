// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/simulate/random.h"
#include "core/simulate/scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::testdata {

/// What a resolver says to a query.
struct Reply {
    std::uint32_t ttlSeconds = 60;
    std::uint16_t rcode = 0;
};

/// A query and, when one came, its response.
struct LookUp {
    Timestamp time;
    std::string client;
    std::string name;
    std::uint16_t type = 1;
    std::uint16_t id = 0;
    std::optional<Reply> reply;
    Timestamp replyTime;
};

/// What is true of the look-ups of a client for some domains.
struct Label {
    std::string kind; ///< "beacon", "tunnel", or why it is harmless
    std::string client;
    std::string domains;        ///< separated by commas; "*nx*" for names that do not exist
    std::string scenario = "-"; ///< what it tests
    std::string parameters = "-";
};

/// A labelled case while it is made. Times are whole microseconds, as its table has them.
class CaseLog {
public:
    CaseLog(std::uint64_t seed, Timestamp start);

    simulate::Random& random() { return m_random; }
    Timestamp start() const { return m_start; }

    /// Adds a look-up with a number of its own, answered after some milliseconds or never.
    void ask(Timestamp time, std::uint32_t host, const std::string& name,
             std::optional<Reply> reply = Reply{}, std::uint16_t type = 1);
    /// Adds everything that the scenario plays.
    void play(const simulate::Scenario& scenario);
    void label(Label label) { m_labels.push_back(std::move(label)); }

    /// In order of time.
    std::vector<LookUp> lookUps() const;
    /// The table of messages, as tests/data/README.md describes it.
    std::string table() const;
    std::string labels() const;
    /// The look-ups as Zeek would log them.
    std::string zeekLog() const;
    std::string zeekJsonLog() const;

private:
    simulate::Random m_random;
    Timestamp m_start;
    std::vector<LookUp> m_lookUps;
    std::vector<Label> m_labels;
};

} // namespace beaconscope::testdata
