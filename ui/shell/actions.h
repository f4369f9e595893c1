// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/tables/cell_text.h"
#include "ui/session/settings.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

namespace beaconscope::ui {

/// Every action of the window with its text, key, icon and tip, in one place. The class that
/// carries out an action connects to it. Where Wireshark has a key for an action, the same key is
/// used.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QObject* parent = nullptr);

    // File
    QAction* open = nullptr;
    QAction* openSample = nullptr;
    QAction* reopen = nullptr;
    QAction* close = nullptr;
    QAction* captureDetails = nullptr;
    QAction* exportFindings = nullptr;
    QAction* exportTable = nullptr;
    QAction* exportJson = nullptr;
    QAction* exportPdf = nullptr;
    QAction* quit = nullptr;

    // Table
    QAction* filter = nullptr;
    QAction* showExcluded = nullptr;
    QAction* showUnflagged = nullptr;
    QAction* clearRange = nullptr;
    QAction* cancel = nullptr;

    // Rules
    QAction* undo = nullptr;
    QAction* redo = nullptr;
    QAction* addRule = nullptr;
    QAction* duplicateRule = nullptr;
    QAction* deleteRule = nullptr;
    QAction* ruleUp = nullptr;
    QAction* ruleDown = nullptr;
    QAction* importRules = nullptr;
    QAction* exportRules = nullptr;
    QAction* defaultRules = nullptr;
    QAction* knownServices = nullptr;

    // View
    QActionGroup* timeStyles = nullptr;
    QAction* timeUtc = nullptr;
    QAction* timeLocal = nullptr;
    QAction* timeRelative = nullptr;
    QActionGroup* themes = nullptr;
    QAction* themeSystem = nullptr;
    QAction* themeLight = nullptr;
    QAction* themeDark = nullptr;
    QAction* presenter = nullptr;

    // Help
    QAction* help = nullptr;
    QAction* about = nullptr;

    /// Checks the actions of the theme and the time style that are in force.
    void showChoices(session::Theme theme, tables::TimeStyle timeStyle) const;

    /// Returns all actions in the order above. The help lists their keys.
    QList<QAction*> all() const { return m_all; }

private:
    struct Look {
        QString text;
        QString icon;
        QKeySequence key;
        QString tip;
    };
    QAction* make(const Look& look);
    QAction* makeChoice(QActionGroup* group, const Look& look);
    void makeFileActions();
    void makeTableActions();
    void makeRuleActions();
    void makeViewActions();
    void makeHelpActions();

    QList<QAction*> m_all;
};

} // namespace beaconscope::ui
