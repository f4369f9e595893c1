// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/tables/cell_text.h"

#include <qcustomplot.h>

namespace beaconscope::plots {

/// Puts ticks at whole numbers only, for counts.
class CountTicker : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar,
                         int precision) override;
};

/// Labels points in time, for an axis in seconds since `base`. A label is as precise as the step
/// between ticks needs. With UTC and local times, the first label and each label where the date
/// changes also show the date.
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

/// Labels lengths of time, for an axis in seconds that is linear or covers less than two powers of
/// ten.
class LengthTicker : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar,
                         int precision) override;

private:
    double m_stepSeconds = 1;
};

/// Labels lengths of time, for a logarithmic axis in seconds.
class LogLengthTicker : public QCPAxisTickerLog {
protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar,
                         int precision) override;
};

/// Returns `time` in seconds since `base`, exact to the nanosecond for differences below 100 days.
double secondsBetween(Timestamp base, Timestamp time);
/// Returns the time that is `seconds` after `base`, limited to the range of Timestamp.
Timestamp timeAfter(Timestamp base, double seconds);

/// Returns "250 ms", "1 s", "1 m 30 s" or "2 h" for a length that is a multiple of `stepSeconds`.
QString lengthLabel(double seconds, double stepSeconds);

} // namespace beaconscope::plots
