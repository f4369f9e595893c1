#include "ui/views/recent_menu.h"

#include "ui/session/settings.h"

#include <QFileInfo>

namespace beaconscope::views {

RecentMenu::RecentMenu(session::Settings& settings, QWidget* parent)
    : QMenu(tr("Open &Recent"), parent)
    , m_settings(settings) {
    // Whether files are still there is looked up when the menu opens, not when it is made.
    connect(this, &QMenu::aboutToShow, this, &RecentMenu::fill);
}

void RecentMenu::fill() {
    clear();
    const QStringList files = m_settings.recentFiles();
    for (const QString& path : files) {
        const bool exists = QFileInfo::exists(path);
        QString text = exists ? path : tr("%1 (missing)").arg(path);
        QAction* const action = addAction(text.replace(QLatin1Char('&'), QLatin1String("&&")));
        action->setEnabled(exists);
        connect(action, &QAction::triggered, this, [this, path] { emit openWanted(path); });
    }
    addSeparator();
    QAction* const clearList = addAction(tr("&Clear the List"));
    clearList->setEnabled(!files.isEmpty());
    connect(clearList, &QAction::triggered, this, [this] {
        m_settings.clearRecentFiles();
        emit cleared();
    });
}

} // namespace beaconscope::views
