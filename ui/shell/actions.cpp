// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/actions.h"

#include "ui/report/pdf_report.h"
#include "ui/shell/line_icon.h"

namespace beaconscope::ui {

Actions::Actions(QObject* parent)
    : QObject(parent) {
    makeFileActions();
    makeTableActions();
    makeRuleActions();
    makeViewActions();
    makeHelpActions();
}

QAction* Actions::make(const Look& look) {
    auto* const action = new QAction(look.text, this);
    if (!look.icon.isEmpty())
        action->setIcon(lineIcon(look.icon));
    action->setShortcut(look.key);
    const QString key = look.key.toString(QKeySequence::NativeText);
    const QString tip = key.isEmpty() ? look.tip : QStringLiteral("%1 (%2)").arg(look.tip, key);
    action->setToolTip(tip);
    action->setStatusTip(look.tip);
    m_all.append(action);
    return action;
}

QAction* Actions::makeChoice(QActionGroup* group, const Look& look) {
    QAction* const action = make(look);
    action->setCheckable(true);
    group->addAction(action);
    return action;
}

void Actions::makeFileActions() {
    open = make({tr("&Open…"), QStringLiteral("open"), Qt::CTRL | Qt::Key_O,
                 tr("Open one capture file or several, merged in time order")});
    openSample = make({tr("Open &Sample"),
                       QStringLiteral("sample"),
                       {},
                       tr("Open the capture that comes with the program")});
    reopen = make({tr("&Reload"), QStringLiteral("reload"), Qt::CTRL | Qt::Key_R,
                   tr("Read the open capture again")});
    close = make({tr("&Close"), QStringLiteral("close"), Qt::CTRL | Qt::Key_W,
                  tr("Close the capture and free its memory")});
    captureDetails = make({tr("Capture &Details"), QStringLiteral("info"), Qt::CTRL | Qt::Key_I,
                           tr("Files, hashes, what was skipped and every notice")});
    exportFindings = make({tr("&Findings as CSV…"), QStringLiteral("export-csv"),
                           Qt::CTRL | Qt::Key_E, tr("Write the findings to a CSV file")});
    exportTable = make({tr("&Table as Shown as CSV…"),
                        QStringLiteral("export-csv"),
                        {},
                        tr("Write the current table as it is shown: its visible columns, order "
                           "and filter")});
    exportJson = make({tr("&JSON for Machines…"),
                       QStringLiteral("export-json"),
                       {},
                       tr("Write capture, parameters, rules and findings as JSON")});
    exportPdf = make({tr("&PDF Report…"), QStringLiteral("report"), Qt::CTRL | Qt::Key_P,
                      tr("Write a report with plots, a page each for the %1 strongest findings")
                          .arg(report::kDetailedFindings)});
    quit = make({tr("&Quit"), {}, Qt::CTRL | Qt::Key_Q, tr("Leave the program")});
    quit->setMenuRole(QAction::QuitRole);
}

void Actions::makeTableActions() {
    filter = make({tr("&Filter the Table"), QStringLiteral("filter"), Qt::CTRL | Qt::Key_F,
                   tr("Go to the filter field of the current table; the key / does it too")});
    filter->setShortcuts({filter->shortcut(), Qt::Key_Slash});
    showExcluded =
        make({tr("Show &Excluded"), QStringLiteral("eye"), Qt::CTRL | Qt::Key_H,
              tr("Show the rows that rules hide, struck out, with the rule that hides them")});
    showExcluded->setCheckable(true);
    showUnflagged = make({tr("Show &Unflagged"), QStringLiteral("flag-off"), Qt::CTRL | Qt::Key_U,
                          tr("Among the findings, show the series that were judged but not "
                             "flagged")});
    showUnflagged->setCheckable(true);
    clearRange = make(
        {tr("&Whole Capture"),
         {},
         Qt::CTRL | Qt::Key_0,
         tr("Analyse the whole capture again instead of the time range chosen on the timeline")});
    clearRange->setEnabled(false);
    cancel = make({tr("&Stop"), QStringLiteral("stop"), Qt::CTRL | Qt::Key_Period,
                   tr("Stop reading or analysing. What was read by then is kept and analysed; when "
                      "an analysis is stopped, what was shown before stays")});
    cancel->setEnabled(false);
}

void Actions::makeRuleActions() {
    undo = make({tr("&Undo"), QStringLiteral("undo"), QKeySequence::Undo,
                 tr("Take back the last change of rules, known services, detector, limits or time "
                    "range")});
    redo = make({tr("&Redo"), QStringLiteral("redo"), QKeySequence::Redo,
                 tr("Repeat the change that was taken back")});
    addRule = make({tr("&Add Rule"), QStringLiteral("add"), Qt::CTRL | Qt::Key_N,
                    tr("Add a rule that excludes names, domains, clients or query types")});
    duplicateRule = make({tr("&Duplicate Rule"), QStringLiteral("duplicate"), Qt::CTRL | Qt::Key_D,
                          tr("Add a copy of the selected rules")});
    deleteRule =
        make({tr("D&elete Rule"),
              QStringLiteral("delete"),
              {},
              tr("Delete the selected rules. The key Delete does it, too; Undo brings them back")});
    ruleUp = make({tr("Move Rule U&p"), QStringLiteral("up"), Qt::ALT | Qt::Key_Up,
                   tr("Let the selected rule decide earlier")});
    ruleDown = make({tr("Move Rule Do&wn"), QStringLiteral("down"), Qt::ALT | Qt::Key_Down,
                     tr("Let the selected rule decide later")});
    importRules = make({tr("&Import Rules…"),
                        QStringLiteral("import"),
                        {},
                        tr("Add rules from a rule file or a plain list of domains")});
    exportRules =
        make({tr("E&xport Rules…"), QStringLiteral("export"), {}, tr("Write the rules to a file")});
    defaultRules = make({tr("Restore De&faults"),
                         QStringLiteral("restore"),
                         {},
                         tr("Replace all rules by the rules that come with the program")});
    knownServices =
        make({tr("&Known Services…"),
              QStringLiteral("rules"),
              {},
              tr("Edit the list of services that ask with a rhythm for a known reason. Their "
                 "findings are listed lower and say why; none of them is hidden")});
    for (QAction* const action : {undo, redo, duplicateRule, deleteRule, ruleUp, ruleDown})
        action->setEnabled(false);
}

void Actions::makeViewActions() {
    timeStyles = new QActionGroup(this);
    themes = new QActionGroup(this);
    timeUtc = makeChoice(timeStyles, {tr("Times in &UTC"), {}, {}, tr("Show times in UTC")});
    timeLocal = makeChoice(
        timeStyles,
        {tr("Times in &Local Time"), {}, {}, tr("Show times in the time zone of this computer")});
    timeRelative = makeChoice(timeStyles, {tr("Times &Since the Start"),
                                           {},
                                           {},
                                           tr("Show times since the first packet of the capture")});
    themeSystem = makeChoice(themes, {tr("Colours of the S&ystem"),
                                      {},
                                      {},
                                      tr("Follow the light or dark colours of the desktop")});
    themeLight = makeChoice(themes, {tr("Li&ght Colours"), {}, {}, tr("Always use light colours")});
    themeDark = makeChoice(themes, {tr("&Dark Colours"), {}, {}, tr("Always use dark colours")});
    presenter = make({tr("&Presenter"), QStringLiteral("presenter"), Qt::Key_F11,
                      tr("Fill the screen with table and plots in large type; Esc leaves")});
    presenter->setCheckable(true);
}

void Actions::showChoices(session::Theme theme, tables::TimeStyle timeStyle) const {
    switch (theme) {
    case session::Theme::System:
        themeSystem->setChecked(true);
        break;
    case session::Theme::Light:
        themeLight->setChecked(true);
        break;
    case session::Theme::Dark:
        themeDark->setChecked(true);
        break;
    }
    switch (timeStyle) {
    case tables::TimeStyle::Utc:
        timeUtc->setChecked(true);
        break;
    case tables::TimeStyle::Local:
        timeLocal->setChecked(true);
        break;
    case tables::TimeStyle::Relative:
        timeRelative->setChecked(true);
        break;
    }
}

void Actions::makeHelpActions() {
    help = make({tr("&Help"), QStringLiteral("help"), Qt::Key_F1,
                 tr("How to read tables and plots, and a list of all keys")});
    about = make({tr("&About Beaconscope"), {}, {}, tr("Version and licence")});
    about->setMenuRole(QAction::AboutRole);
}

} // namespace beaconscope::ui
