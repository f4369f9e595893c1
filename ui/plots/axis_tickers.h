// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/tables/cell_text.h"

#include <qcustomplot.h>

namespace beaconscope::plots {

/// Whole numbers only, for counts.
class CountTicker : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar,
                         int precision) override;
};

/// Points in time, for an axis in seconds since `base`. Labels are as fine as the step between
/// ticks asks for; UTC and local ones have the date below the first and wherever it changes.
class TimeTicker : public QCPAxisTicker {
public:
    TimeTicker(Timestamp base, const tables::CellStyle& style);

protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
    QVector<QString> createLabelVector(const QVector<double>& ticks, const QLocale& locale,
                                       QChar formatChar, int precision) override;

private:
    QString label(Timestamp time, bool withDate) const;
    QString relativeLabel(Timestamp time) const;

    Timestamp m_base;
    tables::CellStyle m_style;
    double m_stepSeconds = 1;
};

/// Lengths of time, for an axis in seconds with a linear scale or less than two decades.
class LengthTicker : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar,
                         int precision) override;

private:
    double m_stepSeconds = 1;
};

/// Lengths of time, for an axis in seconds with a logarithmic scale.
class LogLengthTicker : public QCPAxisTickerLog {
protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar,
                         int precision) override;
};

/// `time` in seconds since `base`, exact to the nanosecond for differences below 100 days.
double secondsBetween(Timestamp base, Timestamp time);
/// The reverse, clamped to the range of Timestamp.
Timestamp timeAfter(Timestamp base, double seconds);

/// "250 ms", "1 s", "1 m 30 s", "2 h": a length that is a multiple of `stepSeconds`.
QString lengthLabel(double seconds, double stepSeconds);

} // namespace beaconscope::plots
