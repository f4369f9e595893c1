// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/selection.h"
#include "core/snapshot/snapshot.h"

#include <QScrollArea>

class QLabel;

namespace beaconscope::ui {

class WrappingText;

/// What is known of the selected row, in words: who asked for what, the numbers of the detector in
/// one line, and each reason with the limits that it was compared with.
class DetailWords : public QScrollArea {
    Q_OBJECT
public:
    explicit DetailWords(QWidget* parent = nullptr);

    /// `snapshot` is the one that `detail` was collected from.
    void showDetail(const snapshot::SelectionDetail& detail, const snapshot::Snapshot& snapshot);

    QString title() const;
    /// Returns which finding the numbers and reasons belong to. Empty when the title already names
    /// it.
    QString about() const;
    QString reasons() const;

private:
    WrappingText* m_title;
    QLabel* m_subtitle;
    WrappingText* m_about;
    QLabel* m_facts;
    WrappingText* m_reasons;
};

} // namespace beaconscope::ui
