// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/dns_log_reader.h"

#include "core/base/text.h"
#include "core/input/zeek/json_format.h"
#include "core/input/zeek/tsv_format.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace beaconscope::zeek {

namespace {

using input::ReadState;

std::string_view asText(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string_view withoutMark(std::string_view text) {
    text.remove_prefix(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    return text;
}

bool looksLikeJson(std::span<const std::byte> head) {
    return withoutMark(asText(head)).starts_with('{');
}

bool looksLikeTsv(std::span<const std::byte> head) {
    const std::string_view text = withoutMark(asText(head));
    return text.starts_with("#separator") || text.starts_with("#fields");
}

class DnsLogReader final : public input::PacketSource {
public:
    DnsLogReader(std::unique_ptr<input::ByteStream> stream, std::unique_ptr<LineFormat> format)
        : m_lines(std::move(stream))
        , m_format(std::move(format)) {}

    /// Reads to the first transaction, but not more than some lines, so that opening a file can
    /// tell whether it is a log of DNS.
    ReadState lookAhead() {
        constexpr std::uint64_t kMaxLines = 1'000;
        m_ahead = advance(kMaxLines);
        m_isAhead = m_ahead != ReadState::End; // the end of a stream stays
        return m_ahead;
    }
    const std::string& firstProblem() const { return m_firstProblem; }

    ReadState next(input::Packet& packet) override;
    const Error& error() const override { return m_error; }
    std::string formatDescription() const override {
        return "Zeek dns.log, " + m_format->description();
    }
    std::uint64_t bytesRead() const override { return m_lines.stream().bytesRead(); }
    bool isLog() const override { return true; }
    input::SkipCounts skipped() const override { return m_skipped; }

private:
    ReadState advance(std::uint64_t maxLines);
    bool readLine();
    void skip(const std::string& problem);

    LineReader m_lines;
    std::unique_ptr<LineFormat> m_format;
    Line m_line;
    FieldValues m_values;
    DnsLine m_dnsLine;
    ReadState m_ahead = ReadState::End;
    bool m_isAhead = false; ///< true while m_ahead is still to be returned by next()
    input::SkipCounts m_skipped;
    std::string m_firstProblem; ///< why the first skipped line was skipped
    Error m_error;
};

void DnsLogReader::skip(const std::string& problem) {
    m_skipped.add(input::SkipReason::LogLine, m_line.number, m_line.offset);
    if (m_firstProblem.empty())
        m_firstProblem = problem;
}

/// Reads m_line; returns whether it is a transaction.
bool DnsLogReader::readLine() {
    if (m_line.isTooLong) {
        skip("a line that is too long");
        return false;
    }
    std::string_view text = m_line.text;
    if (m_line.number == 1)
        text = withoutMark(text);
    const LineContent content = m_format->read(text, m_values);
    if (content == LineContent::Damaged)
        skip(m_format->problem());
    if (content != LineContent::Values)
        return false;
    const LineMeaning meaning = readDnsLine(m_values, m_line.number, m_dnsLine);
    if (meaning == LineMeaning::Damaged)
        skip(m_dnsLine.problem);
    return meaning == LineMeaning::Dns;
}

ReadState DnsLogReader::advance(std::uint64_t maxLines) {
    for (std::uint64_t lines = 0; lines < maxLines; ++lines) {
        if (m_lines.next(m_line)) {
            if (readLine())
                return ReadState::More;
            continue;
        }
        const auto& cause = m_lines.stream().error();
        if (!cause)
            return ReadState::End;
        m_error = Error{fmt::format("{}, in line {}", cause->message, m_lines.lineNumber()),
                        std::nullopt, m_lines.offset()};
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

} // namespace

bool mayBeLog(std::span<const std::byte> head) {
    return looksLikeJson(head) || looksLikeTsv(head);
}

Result<std::unique_ptr<input::PacketSource>>
openDnsLog(std::unique_ptr<input::PeekedStream> stream) {
    const bool isJson = looksLikeJson(stream->head());
    std::unique_ptr<LineFormat> format;
    const TsvFormat* tsv = nullptr;
    if (isJson) {
        format = std::make_unique<JsonFormat>();
    } else {
        auto withHeader = std::make_unique<TsvFormat>();
        tsv = withHeader.get();
        format = std::move(withHeader);
    }
    auto reader = std::make_unique<DnsLogReader>(std::move(stream), std::move(format));
    const ReadState state = reader->lookAhead();
    if (tsv != nullptr && !tsv->hasDnsFields())
        return Error{
            "is not a dns.log of Zeek: its header lacks one of the fields ts, id.orig_h and query",
            std::nullopt, std::nullopt};
    // A log with a header may have no lines, because the header says that it is a log of DNS.
    if (state == ReadState::More || tsv != nullptr)
        return {std::move(reader)};
    if (state == ReadState::Damaged)
        return reader->error();
    return Error{fmt::format("is text that starts with {{, but not a dns.log of Zeek: {}",
                             reader->firstProblem().empty() ? "it is a log of something else"
                                                            : reader->firstProblem()),
                 std::nullopt, std::nullopt};
}

} // namespace beaconscope::zeek
