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

/// Fills the screen with table and plots in large type, and puts everything back as it was.
class PresenterMode : public QObject {
    Q_OBJECT
public:
    /// `hidden` are the parts that are not shown meanwhile, beside tool bars and docks.
    PresenterMode(QMainWindow* window, QList<QWidget*> hidden);

    bool isOn() const { return m_isOn; }
    void set(bool on);

signals:
    /// Esc where nothing else takes it.
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
    QLabel* m_hint; ///< how to leave; over the window, and gone after a while
    QTimer* m_hintTimer;
    bool m_isOn = false;
};

} // namespace beaconscope::ui
