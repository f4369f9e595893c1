// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStackedWidget>

namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session

namespace beaconscope::ui {

class TablePane;

/// Shows what clients ask for, either as single names or as registered domains. The two tables
/// share one tab; a switch chooses between them.
class DomainsTab : public QStackedWidget {
    Q_OBJECT
public:
    DomainsTab(session::InvestigationController& controller, session::Settings& settings,
               QWidget* parent = nullptr);

    TablePane* names() const { return m_names; }
    TablePane* registeredDomains() const { return m_registered; }
    TablePane* currentPane() const;

signals:
    void currentPaneChanged();

private:
    void addSwitch(TablePane* pane);

    TablePane* m_names;
    TablePane* m_registered;
};

} // namespace beaconscope::ui
