// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/recent_menu.h"

#include "ui/models/text.h"
#include "ui/session/settings.h"

#include <QFileInfo>

namespace beaconscope::ui {

namespace {

constexpr int kMaxCharacters = 80;

} // namespace

RecentMenu::RecentMenu(session::Settings& settings, QWidget* parent)
    : QMenu(tr("Open Recen&t"), parent)
    , m_settings(settings) {
    setToolTipsVisible(true);
    // Looks for missing files each time the menu opens, not when it is made.
    connect(this, &QMenu::aboutToShow, this, &RecentMenu::fill);
}

void RecentMenu::fill() {
    clear();
    const int widest = kMaxCharacters * fontMetrics().averageCharWidth();
    const QStringList files = m_settings.recentFiles();
    for (const QString& path : files) {
        const bool exists = QFileInfo::exists(path);
        const QString shown =
            fontMetrics().elidedText(models::shown(path), Qt::ElideMiddle, widest);
        QString text = exists ? shown : tr("%1 (missing)").arg(shown);
        QAction* const action = addAction(text.replace(QLatin1Char('&'), QLatin1String("&&")));
        action->setToolTip(models::toolTipOf(path));
        action->setEnabled(exists);
        connect(action, &QAction::triggered, this, [this, path] { emit openRequested(path); });
    }
    addSeparator();
    QAction* const clearList = addAction(tr("&Clear the List"));
    clearList->setEnabled(!files.isEmpty());
    connect(clearList, &QAction::triggered, this, [this] {
        m_settings.clearRecentFiles();
        emit cleared();
    });
}

} // namespace beaconscope::ui
