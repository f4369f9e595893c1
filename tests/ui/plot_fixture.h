// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/selection.h"
#include "tests/support/detail_builder.h"
#include "tests/support/store_builder.h"
#include "ui/plots/zoom_plot.h"

#include <QLabel>
#include <QStringList>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <numeric>
#include <vector>

namespace beaconscope::testing {

/// A view that is shown, about as large as in the window, and its plot.
template <typename View>
struct Shown {
    View view;
    plots::ZoomPlot* canvas = view.template findChild<plots::ZoomPlot*>();

    Shown() {
        view.resize(700, 400);
        view.show();
    }
};

inline double sumOfBars(const QCustomPlot& canvas) {
    double sum = 0;
    for (int i = 0; i < canvas.plottableCount(); ++i) {
        auto* const bars = qobject_cast<QCPBars*>(const_cast<QCustomPlot&>(canvas).plottable(i));
        if (bars == nullptr)
            continue;
        for (const QCPBarsData& bar : *bars->data())
            sum += bar.value;
    }
    return sum;
}

inline QStringList legendOf(const QCustomPlot& canvas) {
    QStringList names;
    for (int i = 0; i < canvas.legend->itemCount(); ++i) {
        auto* const entry = qobject_cast<QCPPlottableLegendItem*>(canvas.legend->item(i));
        if (entry != nullptr) // the last row may have empty cells
            names.append(entry->plottable()->name());
    }
    return names;
}

inline bool showsText(const QWidget& view, const QString& part) {
    const QList<QLabel*> labels = view.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
        return label->isVisible() && label->text().contains(part);
    });
}

inline std::shared_ptr<snapshot::SelectionDetail> beacon() {
    auto detail = detailOf(everySeconds(60, 61));
    detail->periodSeconds = 60;
    return detail;
}

/// 61 beats, one each minute. 3 of them are missed, 2 of these in a row. Queries for another name
/// come every 20 s. The detector judged the beats with a comb.
inline std::shared_ptr<snapshot::SelectionDetail> beatsUnderNoise() {
    std::vector<double> beats = everySeconds(60, 61);
    beats.erase(beats.begin() + 40);
    beats.erase(beats.begin() + 20, beats.begin() + 22);
    std::vector<double> all = everySeconds(20, 180, 1);
    all.insert(all.end(), beats.begin(), beats.end());
    std::ranges::sort(all);
    auto detail = detailOf(all);
    judgeBy(*detail, beats, {{55, 65}, {115, 125}, {175, 185}, {235, 245}});
    return detail;
}

inline std::uint64_t sumOf(const std::vector<std::uint64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

} // namespace beaconscope::testing
