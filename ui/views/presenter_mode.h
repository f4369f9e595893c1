#pragma once

#include <QByteArray>
#include <QFont>
#include <QList>
#include <QObject>

class QMainWindow;
class QWidget;

namespace beaconscope::views {

/// Fills the screen with table and plots in large type, and puts everything back as it was.
class PresenterMode : public QObject {
    Q_OBJECT
public:
    /// `hidden` are the parts that are not shown meanwhile, beside tool bars and docks.
    PresenterMode(QMainWindow* window, QList<QWidget*> hidden);

    bool isOn() const { return m_isOn; }
    void set(bool on);

private:
    void enter();
    void leave();

    QMainWindow* m_window;
    QList<QWidget*> m_hidden;
    QList<QWidget*> m_hiddenNow; ///< those that were visible before
    QFont m_normalFont;
    QByteArray m_state;
    bool m_wasMaximized = false;
    bool m_isOn = false;
};

} // namespace beaconscope::views
