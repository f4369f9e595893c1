// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/axis_tickers.h"

#include "core/base/text.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace beaconscope::plots {

namespace {

constexpr double kWantedTicks = 6;
constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

/// Returns the smallest step that people read easily and that is at least `wanted`.
double readableStep(double wantedSeconds) {
    constexpr std::array kClockSteps = {1.0,    2.0,    5.0,      10.0,     15.0,    30.0,
                                        60.0,   120.0,  300.0,    600.0,    900.0,   1800.0,
                                        3600.0, 7200.0, 10'800.0, 21'600.0, 43'200.0};
    const auto decimal = [](double wanted, double unit) {
        const double power = std::pow(10.0, std::floor(std::log10(wanted / unit)));
        for (const double factor : {1.0, 2.0, 5.0}) {
            if (power * factor * unit >= wanted * (1 - 1e-9))
                return power * factor * unit;
        }
        return power * 10 * unit;
    };
    if (wantedSeconds <= 0.5)
        return decimal(std::max(wantedSeconds, 1e-9), 1);
    const auto* const step = std::ranges::lower_bound(kClockSteps, wantedSeconds);
    return step != kClockSteps.end() ? *step : decimal(wantedSeconds, 86'400);
}

int decimalsOf(double stepSeconds) {
    return std::clamp(static_cast<int>(std::ceil(-std::log10(stepSeconds) - 1e-6)), 0, 9);
}

/// Returns into how many parts to divide a step, so that the small ticks are at readable steps,
/// too.
int subTicks(double stepSeconds) {
    constexpr double kDay = 86'400;
    if (stepSeconds == 15 || stepSeconds == 30 || stepSeconds == 900 || stepSeconds == 1800 ||
        stepSeconds == 10'800) {
        return 2;
    }
    if (stepSeconds == 60 || stepSeconds == 3600 || stepSeconds == 21'600)
        return 5;
    if (stepSeconds == 43'200 || stepSeconds == kDay)
        return 3;
    const double leading = stepSeconds / std::pow(10.0, std::floor(std::log10(stepSeconds)));
    return std::lround(leading) == 2 ? 3 : 4;
}

struct Fraction {
    std::int64_t wholeSeconds;
    QString decimals; ///< with the point; empty for none
};

Fraction split(std::int64_t nanoseconds, double stepSeconds) {
    std::int64_t whole = nanoseconds / kNanosecondsPerSecond;
    std::int64_t rest = nanoseconds % kNanosecondsPerSecond;
    if (rest < 0) {
        rest += kNanosecondsPerSecond;
        --whole;
    }
    const int decimals = decimalsOf(stepSeconds);
    if (decimals == 0)
        return {whole, {}};
    const QString digits = QString::number(rest).rightJustified(9, QLatin1Char('0'));
    return {whole, QLatin1Char('.') + digits.left(decimals)};
}

/// A tick is a sum of steps, so it may be some nanoseconds away from the time that it stands for.
std::int64_t rounded(std::int64_t nanoseconds, double stepSeconds) {
    std::int64_t grain = kNanosecondsPerSecond;
    for (int decimals = decimalsOf(stepSeconds); decimals > 0; --decimals)
        grain /= 10;
    if (nanoseconds > std::numeric_limits<std::int64_t>::max() - grain ||
        nanoseconds < std::numeric_limits<std::int64_t>::min() + grain)
        return nanoseconds;
    const std::int64_t shifted = nanoseconds + (nanoseconds < 0 ? -grain / 2 : grain / 2);
    return shifted - shifted % grain;
}

QString positiveLabel(double seconds, double stepSeconds) {
    if (seconds < stepSeconds / 2)
        return QStringLiteral("0 s");
    if (seconds < 1e-3)
        return QString::number(seconds * 1e6, 'f', decimalsOf(stepSeconds * 1e6)) + " µs";
    if (seconds < 1 && stepSeconds < 0.1)
        return QString::number(seconds * 1e3, 'f', decimalsOf(stepSeconds * 1e3)) + " ms";
    if (seconds < 120 || stepSeconds < 1)
        return QString::number(seconds, 'f', decimalsOf(stepSeconds)) + " s";
    if (seconds > 1e9)
        return QString::number(seconds / 86'400, 'g', 4) + " d";

    const std::int64_t total = std::llround(seconds);
    QStringList parts;
    const auto add = [&parts](std::int64_t value, const char* unit) {
        if (value > 0)
            parts.append(QString::number(value) + QLatin1Char(' ') + QLatin1String(unit));
    };
    add(total / 86'400, "d");
    add(total / 3600 % 24, "h");
    add(total / 60 % 60, "m");
    add(total % 60, "s");
    // When a tick is not a multiple of its step, the label shows two units; it has no room for
    // more.
    return parts.mid(0, 2).join(QLatin1Char(' '));
}

} // namespace

double CountTicker::getTickStep(const QCPRange& range) {
    // QCPAxisTicker chooses 2.5 as a step, too: the only one above 1 that is not a whole number.
    return std::max(1.0, std::floor(QCPAxisTicker::getTickStep(range)));
}

int CountTicker::getSubTickCount(double tickStep) {
    return tickStep < 2 ? 0 : QCPAxisTicker::getSubTickCount(tickStep);
}

QString CountTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
    return QString::fromStdString(
        withThousands(static_cast<std::uint64_t>(std::llround(std::max(tick, 0.0)))));
}

TimeTicker::TimeTicker(Timestamp base, const tables::CellStyle& style)
    : m_base(base)
    , m_style(style) {
    setTickCount(static_cast<int>(kWantedTicks));
    // Ticks are multiples of the step since this key.
    if (style.time == tables::TimeStyle::Relative) {
        setTickOrigin(secondsBetween(base, style.origin));
        return;
    }
    const std::int64_t milliseconds = nanosecondsSinceEpoch(base) / 1'000'000;
    const auto spec = style.time == tables::TimeStyle::Utc ? Qt::UTC : Qt::LocalTime;
    const QDateTime midnight =
        QDateTime::fromMSecsSinceEpoch(milliseconds, spec).date().startOfDay(spec);
    setTickOrigin(secondsBetween(base, timestampFromSeconds(midnight.toSecsSinceEpoch(), 0)));
}

double TimeTicker::getTickStep(const QCPRange& range) {
    m_stepSeconds = readableStep(range.size() / kWantedTicks);
    return m_stepSeconds;
}

int TimeTicker::getSubTickCount(double tickStep) {
    return subTicks(tickStep);
}

QVector<QString> TimeTicker::createLabelVector(const QVector<double>& ticks, const QLocale&, QChar,
                                               int) {
    const auto spec = m_style.time == tables::TimeStyle::Utc ? Qt::UTC : Qt::LocalTime;
    QVector<QString> labels;
    labels.reserve(ticks.size());
    QDate shownDate;
    for (const double tick : ticks) {
        const Timestamp time = timestampFromNanoseconds(
            rounded(nanosecondsSinceEpoch(timeAfter(m_base, tick)), m_stepSeconds));
        if (m_style.time == tables::TimeStyle::Relative) {
            labels.append(relativeLabel(time));
            continue;
        }
        const QDate date = QDateTime::fromSecsSinceEpoch(
                               split(nanosecondsSinceEpoch(time), m_stepSeconds).wholeSeconds, spec)
                               .date();
        labels.append(label(time, date != shownDate));
        shownDate = date;
    }
    return labels;
}

QString TimeTicker::label(Timestamp time, bool withDate) const {
    const Fraction parts = split(nanosecondsSinceEpoch(time), m_stepSeconds);
    const auto spec = m_style.time == tables::TimeStyle::Utc ? Qt::UTC : Qt::LocalTime;
    const QDateTime moment = QDateTime::fromSecsSinceEpoch(parts.wholeSeconds, spec);
    QString date = moment.toString(QStringLiteral("yyyy-MM-dd"));
    if (m_stepSeconds >= 86'400)
        return date;
    const QString format =
        m_stepSeconds >= 60 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss");
    const QString clock = moment.toString(format) + parts.decimals;
    return withDate ? clock + QLatin1Char('\n') + date : clock;
}

QString TimeTicker::relativeLabel(Timestamp time) const {
    const Duration since = durationFromSeconds(secondsBetween(m_style.origin, time));
    const std::int64_t nanoseconds = rounded(since.count(), m_stepSeconds);
    const Fraction parts = split(std::abs(nanoseconds), m_stepSeconds);
    const std::int64_t total = parts.wholeSeconds;
    const auto two = [](std::int64_t value) {
        return QString::number(value).rightJustified(2, QLatin1Char('0'));
    };
    return (nanoseconds < 0 ? QStringLiteral("-") : QStringLiteral("+")) +
           QString::number(total / 3600) + QLatin1Char(':') + two(total / 60 % 60) +
           QLatin1Char(':') + two(total % 60) + parts.decimals;
}

double LengthTicker::getTickStep(const QCPRange& range) {
    m_stepSeconds = readableStep(range.size() / kWantedTicks);
    return m_stepSeconds;
}

int LengthTicker::getSubTickCount(double tickStep) {
    return subTicks(tickStep);
}

QString LengthTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
    return lengthLabel(tick, m_stepSeconds);
}

QString LogLengthTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
    // Powers of ten are not round numbers of minutes or hours.
    if (tick > 999 && tick < 1e15)
        return QString::fromStdString(
                   withThousands(static_cast<std::uint64_t>(std::llround(tick)))) +
               QStringLiteral(" s");
    return lengthLabel(tick, tick);
}

double secondsBetween(Timestamp base, Timestamp time) {
    std::int64_t difference = 0;
    const std::int64_t from = nanosecondsSinceEpoch(base);
    const std::int64_t to = nanosecondsSinceEpoch(time);
    if (__builtin_sub_overflow(to, from, &difference))
        return (static_cast<double>(to) - static_cast<double>(from)) * 1e-9;
    return static_cast<double>(difference) * 1e-9;
}

Timestamp timeAfter(Timestamp base, double seconds) {
    const auto after = [](Timestamp from, double length) {
        std::int64_t sum = 0;
        if (__builtin_add_overflow(nanosecondsSinceEpoch(from), durationFromSeconds(length).count(),
                                   &sum))
            return length < 0 ? Timestamp::min() : Timestamp::max();
        return timestampFromNanoseconds(sum);
    };
    // The range of Duration is half that of Timestamp.
    constexpr double kMaxSeconds = 9e9;
    if (std::abs(seconds) <= kMaxSeconds)
        return after(base, seconds);
    return after(after(base, seconds / 2), seconds / 2);
}

QString lengthLabel(double seconds, double stepSeconds) {
    return seconds < 0 ? QStringLiteral("-") + positiveLabel(-seconds, stepSeconds)
                       : positiveLabel(seconds, stepSeconds);
}

} // namespace beaconscope::plots
