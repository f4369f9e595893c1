// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QFont>
#include <QList>
#include <QObject>

class QLabel;
class QMainWindow;
class QShortcut;
class QTimer;
class QWidget;

namespace beaconscope::ui {

/// Fills the screen with the table and the plots in large type. When it is switched off, it
/// restores the window.
class PresenterMode : public QObject {
    Q_OBJECT
public:
    /// `hidden` are the widgets that it hides while it is on, besides tool bars and docks.
    PresenterMode(QMainWindow* window, QList<QWidget*> hidden);

    bool isOn() const { return m_isOn; }
    void set(bool on);

signals:
    /// The user pressed Esc, and nothing else has a use for it.
    void leaveRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void enter();
    void leave();
    void placeHint();

    QMainWindow* m_window;
    QList<QWidget*> m_hidden;
    QList<QWidget*> m_hiddenNow; ///< those that were visible before
    QFont m_normalFont;
    QByteArray m_state;
    bool m_wasMaximized = false;
    QShortcut* m_leave;
    QLabel* m_hint; ///< says how to leave; covers the window for a few seconds
    QTimer* m_hintTimer;
    bool m_isOn = false;
};

} // namespace beaconscope::ui
