#pragma once

#include "ui/session/load_rate.h"

#include <QWidget>

class QAction;
class QLabel;
class QProgressBar;

namespace beaconscope::views {

/// For the status bar: what runs, how fast, how long still, and a button that stops it.
class JobBar : public QWidget {
    Q_OBJECT
public:
    explicit JobBar(QAction* cancel, QWidget* parent = nullptr);

    void start(const QString& what);
    void showProgress(const session::LoadProgress& progress);
    void stop();

private:
    QString m_what;
    QLabel* m_text;
    QProgressBar* m_bar;
};

} // namespace beaconscope::views
