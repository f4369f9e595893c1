// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/series/series.h"
#include "core/snapshot/snapshot.h"
#include "core/tables/cell_text.h"
#include "core/words/differences.h"

#include <QFrame>

#include <memory>
#include <optional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace beaconscope::ui {

class ElidedLabel;
class FlowLayout;

/// Shows the facts of the capture in one line, and its notices as small buttons ("chips").
class SummaryStrip : public QFrame {
    Q_OBJECT
public:
    explicit SummaryStrip(QWidget* parent = nullptr);

    /// Shows `snapshot`. Null means that no capture is open.
    void show(const std::shared_ptr<const snapshot::Snapshot>& snapshot,
              const tables::CellStyle& style);

signals:
    /// The user clicked the chip of the notice with this id.
    void noticeRequested(const QString& id);
    void clearRangeRequested();
    /// The user clicked the chip of a setting that is not the default.
    void settingRequested(beaconscope::words::ChangedIn where);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Fact {
        QLabel* caption = nullptr;
        QLabel* value = nullptr;
    };

    Fact addFact(QHBoxLayout* layout, const QString& title, const QString& help);
    Fact addFact(QHBoxLayout* layout, const QString& title, const QString& help, QLabel* value);
    QToolButton* addChip(const QString& text, const QString& tip);
    void showFacts(const snapshot::Snapshot& snapshot, const tables::CellStyle& style);
    void rebuildChips();
    void addDifferences();

    ElidedLabel* m_file;
    QLabel* m_span;
    Fact m_records;
    QLabel* m_queries;
    QLabel* m_clients;
    QLabel* m_names;
    QLabel* m_findings;
    QWidget* m_chipArea;
    FlowLayout* m_chips;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    tables::CellStyle m_style;
};

} // namespace beaconscope::ui
