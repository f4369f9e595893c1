#include "ui/views/presenter_mode.h"

#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QToolBar>

#include <utility>

namespace beaconscope::views {

namespace {
constexpr double kScale = 1.5;
} // namespace

PresenterMode::PresenterMode(QMainWindow* window, QList<QWidget*> hidden)
    : QObject(window)
    , m_window(window)
    , m_hidden(std::move(hidden)) {}

void PresenterMode::set(bool on) {
    if (std::exchange(m_isOn, on) == on)
        return;
    if (on)
        enter();
    else
        leave();
}

void PresenterMode::enter() {
    m_state = m_window->saveState();
    m_wasMaximized = m_window->isMaximized();
    QList<QWidget*> parts = m_hidden;
    for (QToolBar* const bar :
         m_window->findChildren<QToolBar*>(QString(), Qt::FindDirectChildrenOnly))
        parts.append(bar);
    for (QDockWidget* const dock : m_window->findChildren<QDockWidget*>())
        parts.append(dock);
    m_hiddenNow.clear();
    for (QWidget* const part : parts) {
        if (!part->isHidden())
            m_hiddenNow.append(part);
        part->hide();
    }
    m_normalFont = QApplication::font();
    QFont large = m_normalFont;
    large.setPointSizeF(large.pointSizeF() * kScale);
    QApplication::setFont(large);
    m_window->showFullScreen();
}

void PresenterMode::leave() {
    QApplication::setFont(m_normalFont);
    if (m_wasMaximized)
        m_window->showMaximized();
    else
        m_window->showNormal();
    for (QWidget* const part : m_hiddenNow)
        part->show();
    m_window->restoreState(m_state);
}

} // namespace beaconscope::views
