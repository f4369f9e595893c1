// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/cell_text.h"

#include "core/detect/chance.h"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <cmath>
#include <cstdlib>
#include <ctime>

namespace beaconscope::tables {

namespace {

std::string withThousands(std::int64_t value) {
    std::string digits = std::to_string(value);
    const std::size_t start = digits.front() == '-' ? 1 : 0;
    for (std::size_t i = digits.size(); i > start + 3; i -= 3)
        digits.insert(i - 3, 1, ',');
    return digits;
}

std::string relativeText(Duration sinceOrigin) {
    const bool before = sinceOrigin < Duration::zero();
    const std::int64_t milliseconds = std::abs(sinceOrigin.count()) / 1'000'000;
    return fmt::format("{}{}:{:02}:{:02}.{:03}", before ? '-' : '+', milliseconds / 3'600'000,
                       milliseconds / 60'000 % 60, milliseconds / 1'000 % 60, milliseconds % 1'000);
}

std::time_t wholeSeconds(Timestamp time) {
    return static_cast<std::time_t>(
        std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
}

/// Returns the offset of this computer's time zone at `time`: "UTC+01:00".
std::string offsetText(Timestamp time) {
    const long offset = fmt::localtime(wholeSeconds(time)).tm_gmtoff;
    const long minutes = std::abs(offset) / 60;
    return fmt::format("UTC{}{:02}:{:02}", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string numberText(double value, ColumnKind kind) {
    switch (kind) {
    case ColumnKind::Length:
        return toHumanDuration(value);
    case ColumnKind::Ratio:
    case ColumnKind::Probability:
        return shareText(value);
    case ColumnKind::Rate:
        return value < 10 ? fmt::format("{:.2f}", value) : fmt::format("{:.0f}", value);
    case ColumnKind::Chance:
        return detect::describeChance(value);
    default:
        return scoreText(value);
    }
}

/// The parts that are the same in both texts. The visitors below add numbers and times.
class CellText {
public:
    explicit CellText(const Table& table)
        : m_store(table.snapshot().store) {}

    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(NameId id) const { return m_store.names.text(id); }
    std::string operator()(DomainId id) const { return m_store.names.text(id); }
    std::string operator()(AddressId id) const { return m_store.addresses[id.index()].toString(); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(dns::RecordType type) const { return dns::toString(type); }

private:
    const store::StoreView& m_store;
};

struct DisplayText : CellText {
    DisplayText(const Table& table, ColumnKind columnKind, const CellStyle& cellStyle)
        : CellText(table)
        , kind(columnKind)
        , style(cellStyle) {}

    using CellText::operator();
    std::string operator()(std::int64_t value) const { return withThousands(value); }
    std::string operator()(double value) const { return numberText(value, kind); }
    std::string operator()(Timestamp value) const { return timeText(value, style); }

    ColumnKind kind;
    const CellStyle& style;
};

struct ExactText : CellText {
    ExactText(const Table& table, ColumnKind columnKind)
        : CellText(table)
        , kind(columnKind) {}

    using CellText::operator();
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return exactNumber(value, kind); }
    std::string operator()(Timestamp value) const { return toIso8601(value); }

    ColumnKind kind;
};

} // namespace

std::string exactNumber(double value, ColumnKind kind) {
    if (std::isnan(value))
        return {};
    if (kind == ColumnKind::Probability)
        return fmt::format("{:.6g}", value);
    // Further decimals would only show rounding errors.
    std::string text = fmt::format("{:.9f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

std::string scoreText(double score) {
    // The scores of some detectors end at 1, so they need more decimals.
    return fmt::format("{:.{}f}", score, std::abs(score) < 9.995 ? 2 : 1);
}

std::string shareText(double share) {
    if (share > 0 && share < 0.001)
        return "< 0.1 %";
    const int decimals = share != 0 && std::abs(share) < 0.0995 ? 1 : 0;
    return fmt::format("{:.{}f} %", share * 100, decimals);
}

std::string timeText(Timestamp time, const CellStyle& style) {
    if (style.time == TimeStyle::Relative)
        return relativeText(time - style.origin);
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    const auto milliseconds = (time - whole).count() / 1'000'000;
    const std::time_t seconds = wholeSeconds(time);
    const std::tm parts =
        style.time == TimeStyle::Local ? fmt::localtime(seconds) : fmt::gmtime(seconds);
    return fmt::format("{:%Y-%m-%d %H:%M:%S}.{:03}", parts, milliseconds);
}

std::string zoneText(const CellStyle& style) {
    switch (style.time) {
    case TimeStyle::Utc:
        return "UTC";
    case TimeStyle::Relative:
        return "from start";
    case TimeStyle::Local:
        break;
    }
    const std::string first = offsetText(style.origin);
    const std::string last = offsetText(style.last);
    return first == last ? first : first + ", later " + last;
}

std::string timeWithZone(Timestamp time, const CellStyle& style) {
    const std::string zone = style.time == TimeStyle::Local ? offsetText(time) : zoneText(style);
    return timeText(time, style) + ' ' + zone;
}

std::string startWithZone(const CellStyle& style) {
    CellStyle absolute = style;
    if (absolute.time == TimeStyle::Relative)
        absolute.time = TimeStyle::Utc;
    return timeWithZone(style.origin, absolute);
}

std::string displayText(const Table& table, const Column& column, const Cell& cell,
                        const CellStyle& style) {
    return std::visit(DisplayText(table, column.kind, style), cell);
}

std::string exactText(const Table& table, const Column& column, const Cell& cell) {
    return std::visit(ExactText(table, column.kind), cell);
}

} // namespace beaconscope::tables
