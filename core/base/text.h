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
    bool valid = false; ///< false: no well-formed sequence begins here; `value` is the byte itself
};

/// Returns the code point at byte `offset`, which must lie inside `text`. Overlong forms,
/// surrogates and values above U+10FFFF are not valid (RFC 3629).
CodePoint codePointAt(std::string_view text, std::size_t offset);

/// Whether a character is invisible or changes how the text around it is shown: C0 and C1 controls,
/// DEL, line separators, bidi embeddings, overrides and isolates, zero-width characters, the byte
/// order mark, tags.
bool isDeceptive(char32_t codePoint);

/// Makes text safe to print on a terminal or to show in one line: deceptive characters become
/// \x1b or \u202e, bytes that are not UTF-8 become \xNN. The result is only for people: it cannot
/// be turned back into the original.
std::string escapeForTerminal(std::string_view text);

enum class Formulas : std::uint8_t {
    Keep,
    Neutralise, ///< text that a spreadsheet would run as a formula gets a leading apostrophe
};

/// Makes text safe for a spreadsheet cell: puts an apostrophe in front of text that a spreadsheet
/// would run as a formula. Plain numbers stay as they are.
std::string neutralised(std::string_view text);

/// Returns `text` as a field of a CSV row, in quotes where RFC 4180 needs them.
std::string escapeCsvField(std::string_view text, Formulas formulas);

/// Whether `text` is a decimal number and nothing else: "-1.5e-22". Sign, fraction and exponent
/// are optional.
bool isNumberText(std::string_view text);

/// Some editors write this at the start of a UTF-8 file.
inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// Removes blanks, tabs and carriage returns at both ends.
std::string_view trimmed(std::string_view text);

/// "8,000,000"
std::string withThousands(std::uint64_t count);

/// "1 query", "8,000 queries"
std::string counted(std::uint64_t count, const char* one, const char* many);

/// Shortens a name to `width` characters (at least 8) by replacing its middle with dots. Both ends
/// stay, because they tell names apart: the labels that vary and the registered domain.
std::string shortenName(std::string_view name, std::size_t width);

/// Whether `pattern` matches the whole of `text`: '*' stands for any characters, '?' for one.
/// Upper and lower case differ. Does not recurse; linear in practice.
bool globMatches(std::string_view pattern, std::string_view text);

/// Changes ASCII letters to lower case and leaves all other bytes, so the length stays the same.
std::string toLowerAscii(std::string_view text);

} // namespace beaconscope
