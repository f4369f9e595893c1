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

/// For the status bar: what runs, how fast, how long still, and a button that stops it.
class JobBar : public QWidget {
    Q_OBJECT
public:
    explicit JobBar(QAction* cancel, QWidget* parent = nullptr);

    void start(const QString& what);
    void showProgress(const session::LoadProgress& progress);
    /// For other work than loading; without `fraction` the bar only says that something happens.
    void showStep(const QString& what, std::optional<double> fraction);
    void stop();

private:
    QString m_what;
    QLabel* m_text;
    QProgressBar* m_bar;
};

} // namespace beaconscope::ui
