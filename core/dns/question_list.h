// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dns/name_reader.h"
#include "core/dns/record_type.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace beaconscope::dns {

struct Question {
    Name name;
    RecordType type = RecordType::A;
    std::uint16_t recordClass = 1; ///< as sent; mDNS uses the top bit (RFC 6762 section 5.4)
};

/// The questions of one message. Unlike a vector it keeps the strings of removed questions, so that
/// decoding one message after another allocates nothing.
class QuestionList {
public:
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const Question& operator[](std::size_t index) const { return m_items[index]; }
    const Question& front() const { return m_items.front(); }
    const Question* begin() const { return m_items.data(); }
    const Question* end() const { return m_items.data() + m_size; }

    /// Adds a question for the caller to fill in. It may still hold the content of an earlier one.
    Question& append() {
        if (m_size == m_items.size())
            m_items.emplace_back();
        return m_items[m_size++];
    }
    void add(Question question) { append() = std::move(question); }
    void removeLast() { --m_size; }

    void clear() {
        m_size = 0;
        if (m_items.size() > kKept) // a hostile message must not make this keep its memory forever
            m_items.resize(kKept);
    }

private:
    static constexpr std::size_t kKept = 64;

    std::vector<Question> m_items;
    std::size_t m_size = 0;
};

} // namespace beaconscope::dns
