// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/sources/line_copies.h"

#include "core/base/hash.h"
#include "core/input/logged_dns.h"

#include <chrono>
#include <utility>

namespace beaconscope::input {

namespace {

std::uint64_t hashOf(const Packet& line) {
    const LoggedDns& logged = *line.logged;
    const dns::Message& message = logged.hasQuery ? logged.query : logged.response;
    std::uint64_t question = 0;
    if (!message.questions.empty())
        question = hashText(message.questions.front().name.canonical,
                            static_cast<std::uint64_t>(message.questions.front().type));
    // When a log has no transaction ids, the number of the line stands in for them.
    const std::uint64_t id = logged.hasTransactionId ? message.id : 0;
    const std::uint64_t endpoints =
        hashBytes(logged.client.bytes(), hashBytes(logged.resolver.bytes()));
    const std::uint64_t flow = hashValues(endpoints, logged.clientPort, logged.resolverPort);
    const auto parts = static_cast<std::uint64_t>(logged.hasQuery) * 2 +
                       static_cast<std::uint64_t>(logged.hasResponse);
    return hashValues(line.time.time_since_epoch().count(), logged.connection, flow, question, id,
                      parts);
}

/// Whether no two queries can look like this.
bool isUnmistakable(const Packet& line) {
    const auto time = line.time.time_since_epoch();
    return line.logged->connection != 0 && line.logged->hasTransactionId &&
           time != std::chrono::floor<std::chrono::seconds>(time);
}

} // namespace

std::uint32_t& LineCopies::countOf(std::uint64_t key) {
    if (m_recent.size() >= m_maxLines) {
        m_older = std::exchange(m_recent, {});
    }
    const auto [found, isNew] = m_recent.try_emplace(key, 0);
    if (isNew) {
        if (const auto older = m_older.find(key); older != m_older.end())
            found->second = older->second;
    }
    return found->second;
}

bool LineCopies::isCopy(const Packet& line) {
    const std::uint64_t hash = hashOf(line);
    if (isUnmistakable(line))
        return std::exchange(countOf(hash), 1) != 0;
    // How often this file has the line, against how often it was kept of all files.
    const std::uint32_t ofThisFile = ++countOf(hashValues(hash, std::uint64_t{line.file} + 1));
    std::uint32_t& kept = countOf(hash);
    if (ofThisFile <= kept)
        return true;
    ++kept;
    return false;
}

} // namespace beaconscope::input
