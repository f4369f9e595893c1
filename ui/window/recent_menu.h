// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMenu>

namespace beaconscope::session {
class Settings;
} // namespace beaconscope::session

namespace beaconscope::ui {

/// A menu of the recent captures. Missing files are shown in grey and cannot be chosen.
class RecentMenu : public QMenu {
    Q_OBJECT
public:
    RecentMenu(session::Settings& settings, QWidget* parent);

signals:
    void openRequested(const QString& path);
    void cleared();

private:
    void fill();

    session::Settings& m_settings;
};

} // namespace beaconscope::ui
