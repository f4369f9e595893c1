// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/start_page.h"

#include "ui/models/text.h"
#include "ui/shell/actions.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace beaconscope::ui {

namespace {

QPushButton* makeButton(QAction* action, QWidget* parent) {
    auto* const button = new QPushButton(action->icon(), QString(action->text()), parent);
    button->setToolTip(action->toolTip());
    button->setMinimumHeight(button->fontMetrics().height() * 2);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

QLabel* makeText(const QString& text, QWidget* parent) {
    auto* const label = new QLabel(text, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

StartPage::StartPage(Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_recentArea(new QWidget(this))
    , m_recent(new QListWidget(m_recentArea)) {
    auto* const title = makeText(tr("Is anything calling home?"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 2);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto* const lead = makeText(tr("Open a packet capture, or drop it here: Beaconscope looks for "
                                   "names that hosts ask for with a rhythm."),
                                this);
    auto* const buttons = new QHBoxLayout;
    QPushButton* const open = makeButton(actions.open, this);
    open->setDefault(true);
    open->setAutoDefault(true);
    buttons->addWidget(open);
    buttons->addWidget(makeButton(actions.openSample, this));
    buttons->addStretch(1);

    auto* const recentTitle = makeText(tr("Recent captures"), m_recentArea);
    recentTitle->setForegroundRole(QPalette::PlaceholderText);
    m_recent->setAccessibleName(recentTitle->text());
    m_recent->setObjectName(QStringLiteral("recentFiles"));
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_recent, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        emit openRequested(item->data(Qt::UserRole).toString());
    });
    auto* const recentLayout = new QVBoxLayout(m_recentArea);
    recentLayout->setContentsMargins({});
    recentLayout->addWidget(recentTitle);
    recentLayout->addWidget(m_recent);

    auto* const limits = makeText(
        tr("What it can tell: which host asks for which name with suspicious timing, since when, "
           "and how regularly. Suspicious timing is not proof: updates, clock synchronisation and "
           "mail programs ask with a rhythm, too. Beaconscope cannot see the names in "
           "encrypted DNS (DoT, DoH, DoQ)."),
        this);
    limits->setForegroundRole(QPalette::PlaceholderText);

    auto* const column = new QWidget(this);
    column->setMaximumWidth(72 * fontMetrics().averageCharWidth());
    auto* const inner = new QVBoxLayout(column);
    inner->setSpacing(16);
    inner->addStretch(2);
    inner->addWidget(title);
    inner->addWidget(lead);
    inner->addLayout(buttons);
    inner->addWidget(m_recentArea, 3);
    inner->addWidget(limits);
    inner->addStretch(2);
    auto* const layout = new QHBoxLayout(this);
    layout->addStretch(1);
    layout->addWidget(column, 100);
    layout->addStretch(1);
}

void StartPage::setRecentFiles(const QStringList& paths) {
    m_recent->clear();
    m_recentArea->setVisible(!paths.isEmpty());
    for (const QString& path : paths) {
        const QFileInfo file(path);
        auto* const item = new QListWidgetItem(m_recent);
        item->setData(Qt::UserRole, path);
        item->setToolTip(models::toolTipOf(path));
        // The list cuts the end of a text that does not fit, so the file name comes first.
        item->setSizeHint({0, m_recent->fontMetrics().height() * 3 / 2});
        item->setText(tr("%1  —  %2")
                          .arg(models::shown(file.fileName()), models::shown(file.absolutePath())));
        if (!file.exists()) {
            item->setText(tr("%1  —  missing").arg(models::shown(path)));
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
        }
    }
}

} // namespace beaconscope::ui
