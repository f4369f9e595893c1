// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/dns_log_reader.h"

#include "core/base/ip_address.h"
#include "core/base/text.h"
#include "core/input/lines/line_reader.h"
#include "core/input/lines/object_reader.h"
#include "core/input/zeek/dns_line.h"
#include "core/input/zeek/json_format.h"
#include "core/input/zeek/tsv_format.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

namespace beaconscope::zeek {

namespace {

using input::LineLoss;
using input::ReadState;

/// Where the first line of DNS must begin. Other logs may come first in the same file, but a large
/// log of something else must not be read to its end.
constexpr std::uint64_t kMaxBytesAhead = std::uint64_t{256} << 20U;

std::string_view asText(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string_view withoutMark(std::string_view text) {
    text.remove_prefix(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    return text;
}

/// Whether white space alone follows the first character, to the end of its line or of `text`.
bool isAloneInLine(std::string_view text) {
    text.remove_prefix(1);
    const std::size_t next = text.find_first_not_of(" \t\r");
    return next == std::string_view::npos || text[next] == '\n';
}

bool looksLikeArray(std::string_view text) {
    return text.starts_with("[{") || (text.starts_with('[') && isAloneInLine(text));
}

bool looksLikeJson(std::string_view text) {
    return text.starts_with('{') || looksLikeArray(text);
}

bool looksLikeTsv(std::string_view text) {
    constexpr std::array kHeaders = {"#separator",  "#set_separator", "#empty_field",
                                     "#unset_fiel", "#path",          "#open",
                                     "#close",      "#fields",        "#types"};
    return std::ranges::any_of(kHeaders,
                               [text](const char* header) { return text.starts_with(header); });
}

class DnsLogReader final : public input::PacketSource {
public:
    DnsLogReader(std::unique_ptr<input::LineSource> lines, std::unique_ptr<LineFormat> format)
        : m_lines(std::move(lines))
        , m_format(std::move(format)) {}

    /// Reads to the first transaction, so that opening a file can tell whether it is a log of DNS.
    ReadState lookAhead() {
        m_ahead = advance(kMaxBytesAhead);
        m_isAhead = m_ahead != ReadState::End; // the end of a stream stays
        return m_ahead;
    }
    /// Says why lookAhead() found no transaction.
    std::string reasonForNothing() const;

    ReadState next(input::Packet& packet) override;
    const Error& error() const override { return m_error; }
    std::string formatDescription() const override;
    std::uint64_t bytesRead() const override { return m_lines->stream().bytesRead(); }
    bool isLog() const override { return true; }
    input::SkipCounts skipped() const override { return m_skipped; }
    std::vector<input::LineProblem> lineProblems() const override { return m_problems.list(); }

private:
    ReadState advance(std::uint64_t endOffset);
    bool readLine();
    void skip(const std::string& problem, std::string_view example);
    void note(LineLoss loss, std::string_view cause, std::string_view example) {
        m_problems.add(loss, cause, {m_line.number, m_line.offset}, example);
    }
    void noteUnreadFields();

    std::unique_ptr<input::LineSource> m_lines;
    std::unique_ptr<LineFormat> m_format;
    input::Line m_line;
    FieldValues m_values;
    DnsLine m_dnsLine;
    ReadState m_ahead = ReadState::End;
    bool m_isAhead = false; ///< true while m_ahead is still to be returned by next()
    input::SkipCounts m_skipped;
    input::LineProblems m_problems;
    std::array<bool, kTimeNotationCount> m_notations{}; ///< those that lines had
    Error m_error;
};

void DnsLogReader::skip(const std::string& problem, std::string_view example) {
    m_skipped.add(input::SkipReason::LogLine, m_line.number, m_line.offset);
    note(LineLoss::Line, problem, example);
}

void DnsLogReader::noteUnreadFields() {
    for (const Field field : m_dnsLine.unreadFields)
        note(LineLoss::Field, nameOf(field), m_values[field]);
}

/// Reads m_line; returns whether it is a transaction.
bool DnsLogReader::readLine() {
    if (m_line.isTooLong) {
        skip("a line that is too long", {});
        return false;
    }
    std::string_view text = m_line.text;
    if (m_line.number == 1)
        text = withoutMark(text);
    const LineContent content = m_format->read(text, m_values);
    if (content == LineContent::Damaged)
        skip(m_format->problem(), text);
    else if (content == LineContent::OtherLog)
        note(LineLoss::OtherLog, m_format->problem(), text);
    if (content != LineContent::Values)
        return false;
    const LineMeaning meaning = readDnsLine(m_values, m_line.number, m_dnsLine);
    if (meaning == LineMeaning::Damaged)
        skip(m_dnsLine.problem, m_dnsLine.example.empty() ? text : m_dnsLine.example);
    if (meaning != LineMeaning::Dns)
        return false;
    m_notations[static_cast<std::size_t>(m_dnsLine.notation)] = true;
    noteUnreadFields();
    return true;
}

ReadState DnsLogReader::advance(std::uint64_t endOffset) {
    while (m_lines->offset() < endOffset) {
        if (m_lines->next(m_line)) {
            if (readLine())
                return ReadState::More;
            continue;
        }
        const auto& cause = m_lines->stream().error();
        if (!cause)
            return ReadState::End;
        m_error = Error{fmt::format("{}, in line {}", cause->message, m_lines->lineNumber()),
                        std::nullopt, m_lines->offset()};
        return ReadState::Damaged;
    }
    return ReadState::End;
}

ReadState DnsLogReader::next(input::Packet& packet) {
    const ReadState state = std::exchange(m_isAhead, false) ? m_ahead : advance(UINT64_MAX);
    if (state != ReadState::More)
        return state;
    packet = {.number = m_line.number,
              .time = m_dnsLine.time,
              .linkType = input::LinkType::Raw,
              .bytes = {},
              .originalLength = 0,
              .fileOffset = m_line.offset,
              .logged = &m_dnsLine.dns};
    return state;
}

std::string DnsLogReader::formatDescription() const {
    std::string text = "Zeek dns.log, " + m_format->description();
    for (std::size_t i = 0; i < kTimeNotationCount; ++i) {
        const std::string_view words = describe(static_cast<TimeNotation>(i));
        if (m_notations[i] && !words.empty())
            text += fmt::format(", {}", words);
    }
    return text;
}

std::string DnsLogReader::reasonForNothing() const {
    if (m_lines->offset() >= kMaxBytesAhead)
        return fmt::format("none of its first {} MB is a line of DNS. If lines of DNS come later, "
                           "take them out of the file first",
                           kMaxBytesAhead >> 20U);
    const auto& problems = m_problems.list();
    if (const input::LineProblem* first = firstOf(problems, LineLoss::Line))
        return fmt::format("{} cannot be read; line {} is {}: “{}”",
                           counted(countOf(problems, LineLoss::Line), "line", "lines"),
                           first->firstLine, first->cause, first->example);
    if (const input::LineProblem* other = firstOf(problems, LineLoss::OtherLog))
        return fmt::format("it is a log of something else: {}", other->cause);
    return "it has no line of DNS";
}

Result<std::unique_ptr<input::PacketSource>> openJson(std::unique_ptr<input::PeekedStream> stream,
                                                      std::string_view head) {
    const bool isArray = looksLikeArray(head);
    const bool isIndented = !isArray && isAloneInLine(head);
    std::unique_ptr<input::LineSource> lines;
    if (isArray || isIndented)
        lines = std::make_unique<input::ObjectReader>(std::move(stream));
    else
        lines = std::make_unique<input::LineReader>(std::move(stream));
    auto reader = std::make_unique<DnsLogReader>(
        std::move(lines), std::make_unique<JsonFormat>(isArray      ? "JSON array"
                                                       : isIndented ? "JSON over several lines"
                                                                    : "JSON lines"));
    const ReadState state = reader->lookAhead();
    if (state == ReadState::More)
        return {std::move(reader)};
    if (state == ReadState::Damaged)
        return reader->error();
    return Error{fmt::format("is text that starts with {}, but not a dns.log of Zeek: {}",
                             isArray ? '[' : '{', reader->reasonForNothing()),
                 std::nullopt, std::nullopt};
}

Result<std::unique_ptr<input::PacketSource>> openTsv(std::unique_ptr<input::PeekedStream> stream,
                                                     std::unique_ptr<TsvFormat> format) {
    const TsvFormat& tsv = *format;
    auto reader = std::make_unique<DnsLogReader>(
        std::make_unique<input::LineReader>(std::move(stream)), std::move(format));
    const ReadState state = reader->lookAhead();
    const auto refuse = [](const std::string& reason) {
        return Error{"is not a dns.log of Zeek: " + reason, std::nullopt, std::nullopt};
    };
    if (!tsv.hasHadDnsFields())
        return refuse(fmt::format(
            "its header lacks {}{}", tsv.lackingFields(),
            tsv.path().empty()
                ? ""
                : fmt::format(", and it says that this is {}.log", escapeForTerminal(tsv.path()))));
    // A log with a header may have no lines, because the header says that it is a log of DNS.
    const bool isWithoutReadable =
        state == ReadState::End && firstOf(reader->lineProblems(), LineLoss::Line) != nullptr;
    if (isWithoutReadable)
        return refuse(reader->reasonForNothing());
    return {std::move(reader)};
}

/// Calls `use` with each of the parts of `text` between separators.
template <typename Use>
void forEachPart(std::string_view text, std::string_view separator, Use use) {
    for (;;) {
        const std::size_t end = text.find(separator);
        use(text.substr(0, end));
        if (end == std::string_view::npos)
            return;
        text.remove_prefix(end + separator.size());
    }
}

} // namespace

bool mayBeLog(std::span<const std::byte> head) {
    const std::string_view text = withoutMark(asText(head));
    return looksLikeJson(text) || looksLikeTsv(text);
}

Result<std::unique_ptr<input::PacketSource>>
openDnsLog(std::unique_ptr<input::PeekedStream> stream) {
    const std::string head(withoutMark(asText(stream->head())));
    if (looksLikeJson(head))
        return openJson(std::move(stream), head);
    return openTsv(std::move(stream), std::make_unique<TsvFormat>());
}

Result<std::unique_ptr<input::PacketSource>>
openDnsColumns(std::unique_ptr<input::PeekedStream> stream, std::string_view columns,
               std::string_view separator) {
    return openTsv(std::move(stream), std::make_unique<TsvFormat>(columns, separator));
}

std::string mistakeInColumns(std::string_view columns) {
    std::string unknown;
    forEachPart(columns, ",", [&unknown](std::string_view name) {
        if (unknown.empty() && name.empty())
            unknown = "a name is empty";
    });
    if (!unknown.empty())
        return unknown;
    const std::string lacking = TsvFormat(columns, ",").lackingFields();
    return lacking.empty() ? "" : fmt::format("{} must be among the columns", lacking);
}

bool isLineOfNames(std::string_view line) {
    return TsvFormat(withoutMark(line), "\t").lackingFields().empty();
}

bool isLineOfValues(std::string_view line) {
    bool hasTime = false;
    bool hasAddress = false;
    forEachPart(withoutMark(line), "\t", [&](std::string_view value) {
        const auto time = parseTime(value);
        hasTime = hasTime || (time && time->time > timestampFromSeconds(0, 0));
        hasAddress = hasAddress || IpAddress::parse(value).has_value();
    });
    return hasTime && hasAddress;
}

} // namespace beaconscope::zeek
