// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/selection.h"
#include "core/tables/cell_text.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session
namespace beaconscope::plots {
class IntervalView;
class TimelineView;
} // namespace beaconscope::plots

namespace beaconscope::ui {

class DetailWords;
class JudgementsView;
class TablePane;

/// What is known of the selected row. On the left: who asked for what, and the reasons of the
/// detector, in words. On the right: the plots and the queries behind them.
class DetailPane : public QWidget {
    Q_OBJECT
public:
    DetailPane(session::InvestigationController& controller, session::Settings& settings,
               QWidget* parent = nullptr);

    /// `snapshot` is the one that `detail` was collected from.
    void showDetail(const std::shared_ptr<const snapshot::SelectionDetail>& detail,
                    const std::shared_ptr<const snapshot::Snapshot>& snapshot);
    /// Shows a sentence instead of a detail: why there is no detail to show.
    void showMessage(const QString& message);
    /// Sets the time range that is in force, for every selection. The timeline shades what lies
    /// outside of it.
    void setBrushedRange(const std::optional<series::TimeRange>& range);
    void setCellStyle(const tables::CellStyle& style);
    /// Gives less room to the words and more to the plots.
    void setPresenting(bool presenting);

    DetailWords* words() const { return m_words; }
    TablePane* evidence() const { return m_evidence; }
    plots::TimelineView* timeline() const { return m_timeline; }
    plots::IntervalView* intervals() const { return m_intervals; }
    JudgementsView* judgements() const { return m_judgements; }
    void saveLayout();

private:
    void showPlots();

    session::Settings& m_settings;
    QStackedWidget* m_pages;
    QLabel* m_message;
    QSplitter* m_splitter;
    DetailWords* m_words;
    QTabWidget* m_tabs;
    plots::TimelineView* m_timeline;
    plots::IntervalView* m_intervals;
    TablePane* m_evidence;
    JudgementsView* m_judgements;
    std::shared_ptr<const snapshot::SelectionDetail> m_detail; ///< null: a message is shown
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;      ///< that of m_detail
    tables::CellStyle m_style;
};

} // namespace beaconscope::ui
