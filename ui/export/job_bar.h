// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session/load_rate.h"

#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QProgressBar;

namespace beaconscope::ui {

/// Shows in the status bar which work is under way, how fast it is and how long it will still take.
/// Has a button that stops it.
class JobBar : public QWidget {
    Q_OBJECT
public:
    explicit JobBar(QAction* cancel, QWidget* parent = nullptr);

    void start(const QString& what);
    void showProgress(const session::LoadProgress& progress);
    /// Shows a step of other work than loading. Without `fraction`, the bar only shows that
    /// something is happening.
    void showStep(const QString& what, std::optional<double> fraction);
    void stop();

private:
    QString m_what;
    QLabel* m_text;
    QProgressBar* m_bar;
};

} // namespace beaconscope::ui
