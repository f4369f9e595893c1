// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <QDialog>

class QTextBrowser;

namespace beaconscope::ui {

/// Everything that is known of the capture as a whole: files with hashes, what was skipped and
/// why, and every notice in full.
class CaptureDetailsDialog : public QDialog {
    Q_OBJECT
public:
    explicit CaptureDetailsDialog(QWidget* parent = nullptr);

    /// Opens the dialog, or refreshes it when it is open. Scrolls to the notice with this id, if
    /// there is one.
    void showCapture(const snapshot::Snapshot& snapshot, const QString& noticeId = {});

private:
    QTextBrowser* m_text;
};

} // namespace beaconscope::ui
