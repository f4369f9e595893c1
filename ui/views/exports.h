#pragma once

#include "core/base/error.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

class QWidget;

namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session

namespace beaconscope::views {

class TablePane;

/// Asks where to, and writes what the user wants to hand over. CSV and JSON are written on a thread
/// of their own; the PDF needs plots and with them the UI thread.
class Exports : public QObject {
    Q_OBJECT
public:
    Exports(session::InvestigationController& controller, session::Settings& settings,
            QWidget* window);

    void findingsCsv();
    void json();
    void pdf();
    /// What `pane` shows: its visible columns, order and filter. With `rows`, only those.
    void tableCsv(const TablePane& pane, const QList<int>& rows = {});

    bool isIdle() const { return m_running == 0; }

signals:
    void written(const QString& path);
    void failed(const QString& message);

private:
    using Write = std::function<std::optional<Error>()>;

    QString askPath(const QString& title, const QString& name, const QString& filter);
    void runAside(const QString& path, Write write);
    void report(const QString& path, const std::optional<Error>& error);

    session::InvestigationController& m_controller;
    session::Settings& m_settings;
    QWidget* m_window;
    int m_running = 0;
};

} // namespace beaconscope::views
