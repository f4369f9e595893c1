// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ip_address.h"
#include "core/base/strong_id.h"
#include "core/dns/dns_payload.h"
#include "core/dns/message.h"
#include "core/store/event.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace beaconscope::store {

/// Some thousand DNS messages on their way to an EventStore, with all that can be prepared without
/// it. A store that knows many messages at once can fetch memory for the later ones while it adds
/// the earlier ones. Reuse one object, because clear() keeps its memory.
class MessageBlock {
public:
    /// One question of a message, or a message without questions.
    struct Row {
        Event event; ///< without its ids
        IpAddress client;
        IpAddress resolver;
        std::uint64_t nameHash = 0; ///< hashText() of the canonical name
        std::uint32_t textOffset = 0;
        std::uint16_t textLength = 0;
        bool hasSpelling = false; ///< the name was not sent in its canonical form
        bool isResponse = false;
        bool hasQuestion = false;
        bool isLastOfMessage = false;
    };

    /// Takes what the store needs of a message; copies its names.
    void add(const dns::DnsPayload& payload, const dns::Message& message, FileId file);
    /// Removes all rows, and gives back the memory of unusually many.
    void clear();

    /// Whether no more messages should be added. One message can exceed the limits, because it is
    /// not split.
    bool isFull() const { return m_rows.size() >= kFullRows || m_text.size() >= kFullText; }
    bool empty() const { return m_rows.empty(); }
    std::size_t size() const { return m_rows.size(); }
    const Row& operator[](std::size_t index) const { return m_rows[index]; }
    std::string_view canonical(const Row& row) const {
        return {m_text.data() + row.textOffset, row.textLength};
    }
    std::string_view asSent(const Row& row) const {
        const std::size_t skipped = row.hasSpelling ? row.textLength : 0;
        return {m_text.data() + row.textOffset + skipped, row.textLength};
    }

private:
    // Small enough for the cache of a processor, with the blocks that wait.
    static constexpr std::size_t kFullRows = 2'048;
    static constexpr std::size_t kFullText = std::size_t{256} << 10U;

    void addName(const dns::Name& name, Row& row);

    std::vector<Row> m_rows;
    std::vector<char> m_text; ///< canonical names; after each, if it differs, the name as sent
};

} // namespace beaconscope::store
