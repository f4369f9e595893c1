// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/presenter_mode.h"

#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QLabel>
#include <QMainWindow>
#include <QShortcut>
#include <QTimer>
#include <QToolBar>

#include <utility>

namespace beaconscope::ui {

namespace {
constexpr double kScale = 1.5;
constexpr int kHintMs = 5000;

QLabel* makeHint(QWidget* window) {
    auto* const hint = new QLabel(PresenterMode::tr("Esc or F11 leaves the presenter"), window);
    hint->setObjectName(QStringLiteral("presenterHint"));
    hint->setAutoFillBackground(true);
    hint->setBackgroundRole(QPalette::ToolTipBase);
    hint->setForegroundRole(QPalette::ToolTipText);
    hint->setFrameShape(QFrame::Box);
    hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    hint->hide();
    return hint;
}

} // namespace

PresenterMode::PresenterMode(QMainWindow* window, QList<QWidget*> hidden)
    : QObject(window)
    , m_window(window)
    , m_hidden(std::move(hidden))
    , m_leave(new QShortcut(Qt::Key_Escape, window))
    , m_hint(makeHint(window))
    , m_hintTimer(new QTimer(this)) {
    m_leave->setEnabled(false);
    m_hintTimer->setSingleShot(true);
    m_hintTimer->setInterval(kHintMs);
    connect(m_leave, &QShortcut::activated, this, &PresenterMode::leaveRequested);
    connect(m_hintTimer, &QTimer::timeout, m_hint, &QWidget::hide);
    window->installEventFilter(this);
}

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
    m_leave->setEnabled(true);
    placeHint();
    m_hint->show();
    m_hintTimer->start();
}

void PresenterMode::placeHint() {
    m_hint->setMargin(m_hint->fontMetrics().averageCharWidth());
    m_hint->adjustSize();
    m_hint->move((m_window->width() - m_hint->width()) / 2,
                 m_window->height() - m_hint->height() - m_hint->fontMetrics().height());
    m_hint->raise();
}

bool PresenterMode::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_window && event->type() == QEvent::Resize && m_isOn)
        placeHint();
    return QObject::eventFilter(watched, event);
}

void PresenterMode::leave() {
    m_leave->setEnabled(false);
    m_hint->hide();
    QApplication::setFont(m_normalFont);
    if (m_wasMaximized)
        m_window->showMaximized();
    else
        m_window->showNormal();
    for (QWidget* const part : m_hiddenNow)
        part->show();
    m_window->restoreState(m_state);
}

} // namespace beaconscope::ui
