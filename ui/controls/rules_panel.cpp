// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/controls/rules_panel.h"

#include "core/base/atomic_file.h"
#include "core/rules/rule_file.h"
#include "ui/controls/rule_delegate.h"
#include "ui/dialogs/output_path.h"
#include "ui/models/rules_model.h"
#include "ui/models/text.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/settings.h"
#include "ui/shell/actions.h"
#include "ui/shell/theme.h"

#include <QEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QTableView>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>
#include <ostream>

namespace beaconscope::ui {

namespace {

const QString kFolder = QStringLiteral("rules");

QTableView* makeView(models::RulesModel* model, QWidget* parent) {
    auto* const view = new QTableView(parent);
    view->setObjectName(QStringLiteral("rulesView"));
    view->setAccessibleName(RulesPanel::tr("Exclusion rules"));
    view->setModel(model);
    view->setItemDelegate(new RuleDelegate(view));
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                          QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    view->setAlternatingRowColors(true);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->verticalHeader()->hide();
    const int height = view->fontMetrics().height();
    view->verticalHeader()->setDefaultSectionSize(height + height / 2);
    view->setContextMenuPolicy(Qt::ActionsContextMenu);
    QHeaderView* const header = view->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    const int character = view->fontMetrics().averageCharWidth();
    header->setSectionResizeMode(models::RulesModel::Enabled, QHeaderView::Fixed);
    header->resizeSection(models::RulesModel::Enabled, 5 * character);
    header->setSectionResizeMode(models::RulesModel::Value, QHeaderView::Interactive);
    header->resizeSection(models::RulesModel::Value, 15 * character);
    // The columns of what a rule hides now stand beside its value. The note comes last, in its full
    // width: a narrow dock scrolls to it, and shows the note of the current rule below the table.
    header->moveSection(header->visualIndex(models::RulesModel::Note),
                        models::RulesModel::ColumnCount - 1);
    // All rules exclude, so the column of actions is hidden: it would take the room of the note.
    view->hideColumn(models::RulesModel::Action);
    return view;
}

} // namespace

RulesPanel::RulesPanel(session::InvestigationController& controller, session::Settings& settings,
                       Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_settings(settings)
    , m_actions(actions)
    , m_model(new models::RulesModel(this))
    , m_view(makeView(m_model, this))
    , m_note(new QLabel(this))
    , m_error(new QLabel(this)) {
    m_view->installEventFilter(this);
    m_note->setObjectName(QStringLiteral("ruleNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setMargin(4);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_error->setObjectName(QStringLiteral("ruleError"));
    m_error->setWordWrap(true);
    m_error->hide();
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_view, 1);
    layout->addWidget(m_note);
    layout->addWidget(m_error);
    connectActions();
    connect(m_model, &models::RulesModel::edited, this,
            [this](const rules::RuleSet& next, const QString& what, const QString& mergeKey) {
                m_controller.editRules(next, what, mergeKey);
            });
    connect(&controller, &session::InvestigationController::rulesChanged, this,
            &RulesPanel::showRules);
    connect(&controller, &session::InvestigationController::settingsChanged, this,
            &RulesPanel::updateActions);
    connect(&controller, &session::InvestigationController::snapshotChanged, m_model,
            &models::RulesModel::setSnapshot);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RulesPanel::updateActions);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RulesPanel::updateNote);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &RulesPanel::updateNote);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &RulesPanel::updateNote);
    colour();
    updateNote();
    showRules();
}

QWidget* RulesPanel::makeToolBar() {
    auto* const bar = new QToolBar(tr("Rules"), this);
    bar->setIconSize({16, 16});
    for (QAction* const action : {m_actions.addRule, m_actions.duplicateRule, m_actions.deleteRule,
                                  m_actions.ruleUp, m_actions.ruleDown, m_actions.undo,
                                  m_actions.redo, m_actions.importRules, m_actions.exportRules})
        bar->addAction(action);
    for (QAction* const action : {m_actions.addRule, m_actions.duplicateRule, m_actions.deleteRule,
                                  m_actions.ruleUp, m_actions.ruleDown})
        m_view->addAction(action);
    return bar;
}

void RulesPanel::connectActions() {
    connect(m_actions.addRule, &QAction::triggered, this, &RulesPanel::addEmptyRule);
    connect(m_actions.duplicateRule, &QAction::triggered, this,
            [this] { m_model->duplicate(selectedRows()); });
    connect(m_actions.deleteRule, &QAction::triggered, this,
            [this] { m_model->remove(selectedRows()); });
    connect(m_actions.ruleUp, &QAction::triggered, this, [this] { moveSelected(-1); });
    connect(m_actions.ruleDown, &QAction::triggered, this, [this] { moveSelected(1); });
    connect(m_actions.undo, &QAction::triggered, &m_controller,
            &session::InvestigationController::undo);
    connect(m_actions.redo, &QAction::triggered, &m_controller,
            &session::InvestigationController::redo);
    connect(m_actions.importRules, &QAction::triggered, this, &RulesPanel::importRules);
    connect(m_actions.exportRules, &QAction::triggered, this, &RulesPanel::exportRules);
    connect(m_actions.defaultRules, &QAction::triggered, this,
            [this] { m_controller.editRules(rules::RuleSet::defaults(), tr("Restore Defaults")); });
}

QList<int> RulesPanel::selectedRows() const {
    QList<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows())
        rows.append(index.row());
    return rows;
}

void RulesPanel::addRule(const rules::Rule& rule) {
    m_model->add(rule, m_model->rowCount());
    goToRow(m_model->rowCount() - 1);
}

void RulesPanel::addRules(const std::vector<rules::Rule>& rules) {
    if (rules.size() == 1) {
        addRule(rules.front());
        return;
    }
    m_model->append(rules, tr("Add %1 Rules").arg(rules.size()));
    goToRow(m_model->rowCount() - 1);
}

void RulesPanel::addEmptyRule() {
    emit editRequested();
    const QList<int> rows = selectedRows();
    const int row = rows.isEmpty() ? m_model->rowCount() : rows.last() + 1;
    rules::Rule rule;
    rule.match = rules::Match::EndsWith;
    m_model->add(rule, row);
    goToRow(row);
    m_view->setFocus();
    m_view->edit(m_view->currentIndex());
}

void RulesPanel::goToRow(int row) {
    // QTableView::selectRow() looks at the keyboard: with the Ctrl of Ctrl+N it would toggle.
    m_view->selectionModel()->setCurrentIndex(m_model->index(row, models::RulesModel::Value),
                                              QItemSelectionModel::ClearAndSelect |
                                                  QItemSelectionModel::Rows);
}

void RulesPanel::moveSelected(int by) {
    const QList<int> rows = selectedRows();
    if (rows.size() != 1)
        return;
    m_model->move(rows.first(), by);
    const int row = std::clamp(rows.first() + by, 0, m_model->rowCount() - 1);
    goToRow(row);
}

void RulesPanel::showRules() {
    const rules::RuleSet& rules = m_controller.rules();
    m_model->setRules(rules);
    m_error->hide();
    for (std::size_t i = 0; i < rules.rules().size(); ++i) {
        const auto& error = rules.error(i);
        if (!error || !rules.rules()[i].enabled)
            continue;
        m_error->setText(tr("⚠ Rule %1: %2 (at character %3). It does nothing until you correct "
                            "it; the other rules act.")
                             .arg(QString::number(i + 1), models::toQString(error->message),
                                  QString::number(error->column + 1)));
        m_error->show();
        break;
    }
    updateActions();
}

void RulesPanel::updateNote() {
    const int row = m_view->currentIndex().row();
    const QString note =
        row < 0 ? QString() : m_model->index(row, models::RulesModel::Note).data().toString();
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

QString RulesPanel::errorText() const {
    return m_error->isHidden() ? QString() : m_error->text();
}

void RulesPanel::updateActions() {
    const session::SettingsHistory& history = m_controller.history();
    m_actions.undo->setEnabled(history.canUndo());
    m_actions.undo->setText(history.canUndo() ? tr("&Undo %1").arg(history.undoText())
                                              : tr("&Undo"));
    m_actions.redo->setEnabled(history.canRedo());
    m_actions.redo->setText(history.canRedo() ? tr("&Redo %1").arg(history.redoText())
                                              : tr("&Redo"));
    const QList<int> rows = selectedRows();
    m_actions.duplicateRule->setEnabled(!rows.isEmpty());
    m_actions.deleteRule->setEnabled(!rows.isEmpty());
    m_actions.ruleUp->setEnabled(rows.size() == 1 && rows.first() > 0);
    m_actions.ruleDown->setEnabled(rows.size() == 1 && rows.first() + 1 < m_model->rowCount());
}

bool RulesPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        m_actions.deleteRule->trigger();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void RulesPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void RulesPanel::colour() {
    QPalette own; // other colours stay inherited
    own.setColor(QPalette::WindowText, errorColour(palette()));
    m_error->setPalette(own);
}

void RulesPanel::importRules() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Import Rules"), m_settings.folder(kFolder),
        tr("Rule files and domain lists (*.rules *.txt *.list *.hosts);;All files (*)"));
    if (path.isEmpty())
        return;
    m_settings.rememberFolderOf(kFolder, path);
    const auto parsed = rules::readRuleFile(path.toStdString());
    if (!parsed) {
        emit failed(models::toQString(describe(parsed.error())));
        return;
    }
    m_model->append(parsed->rules, tr("Import Rules"));
    if (!parsed->warnings.empty()) {
        QStringList lines;
        for (const rules::RuleFileWarning& warning : parsed->warnings)
            lines.append(
                tr("Line %1: %2")
                    .arg(QString::number(warning.line), models::toQString(warning.message)));
        const qsizetype shown = 5;
        const qsizetype more = lines.size() - shown;
        emit failed(tr("Some lines of %1 were left out.\n").arg(path) +
                    lines.mid(0, shown).join(QLatin1Char('\n')) +
                    (more > 0 ? tr("\n… and %1 more").arg(more) : QString()));
    }
}

void RulesPanel::exportRules() {
    const QString path =
        askOutputPath(this, {tr("Export Rules"),
                             m_settings.folder(kFolder) + QStringLiteral("/beaconscope.rules"),
                             tr("Rule files (*.rules);;All files (*)")});
    if (path.isEmpty())
        return;
    if (const auto reason = whyNotWritable(path, m_controller)) {
        emit failed(*reason);
        return;
    }
    m_settings.rememberFolderOf(kFolder, path);
    const std::string text = rules::serialise(m_controller.rules().rules());
    const auto error =
        writeFileAtomically(path.toStdString(), [&](std::ostream& out) { out << text; });
    if (error)
        emit failed(models::toQString(describe(*error)));
}

} // namespace beaconscope::ui
