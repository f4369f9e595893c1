// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace beaconscope {

/// Says what went wrong, in words for people, and where in the input.
struct Error {
    std::string message;
    std::optional<std::uint64_t> packetNumber; ///< 1-based, as packet analysers count
    std::optional<std::uint64_t> byteOffset;   ///< from the start of the (decompressed) file
};

/// Returns "message (packet 12, byte 4711)", without the parts that are unknown.
std::string describe(const Error& error);

/// A value or the Error that prevented it.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value)) {}
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error)) {}

    bool hasValue() const { return m_content.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    T& value() { return std::get<0>(m_content); }
    const T& value() const { return std::get<0>(m_content); }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const { return std::get<1>(m_content); }

private:
    std::variant<T, Error> m_content;
};

} // namespace beaconscope
