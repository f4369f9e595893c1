// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule_set.h"
#include "core/snapshot/snapshot.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QTableView;

namespace beaconscope::models {
class RulesModel;
} // namespace beaconscope::models
namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session
namespace beaconscope::ui {
class Actions;
}

namespace beaconscope::ui {

/// The exclusion rules, edited in place; each change acts on the open capture at once.
class RulesPanel : public QWidget {
    Q_OBJECT
public:
    RulesPanel(session::InvestigationController& controller, session::Settings& settings,
               Actions& actions, QWidget* parent = nullptr);

    QTableView* view() const { return m_view; }
    models::RulesModel& model() const { return *m_model; }
    /// Adds a rule at the end, as from a table's context menu.
    void addRule(const rules::Rule& rule);
    /// The same for several, in one step of undo.
    void addRules(const std::vector<rules::Rule>& rules);
    QString errorText() const;

signals:
    void failed(const QString& message);
    /// A new rule was added and the user should type its value now: show the panel.
    void editRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeToolBar();
    void connectActions();
    void addEmptyRule();
    /// Makes the row the current row, and selects only it.
    void goToRow(int row);
    void moveSelected(int by);
    void showRules();
    void updateActions();
    void updateNote();
    void colour();
    void importRules();
    void exportRules();
    QList<int> selectedRows() const;

    session::InvestigationController& m_controller;
    session::Settings& m_settings;
    Actions& m_actions;
    models::RulesModel* m_model;
    QTableView* m_view;
    QLabel* m_note;
    QLabel* m_error;
};

} // namespace beaconscope::ui
