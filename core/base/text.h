// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace beaconscope {

/// One code point of UTF-8 text and the bytes it takes.
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 1; ///< 1 to 4
    bool valid = false; ///< false: the byte begins no well-formed sequence; `value` is that byte
};

/// The code point at byte `offset`, which must lie inside `text`. Overlong forms, surrogates and
/// values above U+10FFFF are not valid (RFC 3629).
CodePoint codePointAt(std::string_view text, std::size_t offset);

/// Characters that can change what surrounds them or hide themselves: C0 and C1 controls, DEL,
/// line separators, and the invisible or direction-changing format characters (bidi embeddings,
/// overrides and isolates, zero-width ones, byte order mark, tags).
bool isDeceptive(char32_t codePoint);

/// Text that is safe to print on a terminal or show in a line: deceptive characters become
/// \x1b or \u202e, bytes that are not UTF-8 become \xNN. Made for eyes, not to be read back.
std::string escapeForTerminal(std::string_view text);

enum class Formulas : std::uint8_t {
    Keep,
    Neutralise, ///< text that a spreadsheet would run as a formula gets a leading apostrophe
};

/// Text with which a cell of a spreadsheet can be filled: with an apostrophe in front where it
/// would be run as a formula. Plain numbers stay as they are.
std::string neutralised(std::string_view text);

/// A field of a CSV row, quoted where RFC 4180 needs it.
std::string escapeCsvField(std::string_view text, Formulas formulas);

/// A decimal number with optional sign, fraction and exponent and nothing else: "-1.5e-22".
bool isNumberText(std::string_view text);

/// With which some editors begin a file of UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// Removes blanks, tabs and carriage returns at both ends.
std::string_view trimmed(std::string_view text);

/// "8,000,000"
std::string withThousands(std::uint64_t count);

/// "1 query", "8,000 queries"
std::string counted(std::uint64_t count, const char* one, const char* many);

/// A name of at most `width` (at least 8) characters, with dots for its middle where it is longer:
/// names are told apart by both ends, what varies and the domain it is in.
std::string shortenName(std::string_view name, std::size_t width);

/// "999", "1.2 k", "8.0 M": at most three digits before the unit.
std::string toHumanCount(std::uint64_t count);

/// Whether all of `text` fits `pattern`, in which '*' stands for any characters and '?' for one.
/// Case counts. Does not recurse; linear in practice.
bool globMatches(std::string_view pattern, std::string_view text);

/// ASCII letters in lower case; every other byte stays, so the length does too.
std::string toLowerAscii(std::string_view text);

} // namespace beaconscope
