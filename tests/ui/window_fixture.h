// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/simulate/simulated_capture.h"
#include "ui/controls/rules_panel.h"
#include "ui/detail/detail_pane.h"
#include "ui/detail/detail_words.h"
#include "ui/models/rules_model.h"
#include "ui/session/investigation_controller.h"
#include "ui/shell/actions.h"
#include "ui/tables/table_pane.h"
#include "ui/tables/table_view.h"
#include "ui/tables/tables_area.h"
#include "ui/window/main_window.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace beaconscope::testing {

/// A folder for a test of the window. It holds the sample capture and the settings, so that the
/// user's own settings are neither read nor written.
class WindowFolder {
public:
    /// Returns false when the folder or the sample could not be made.
    bool prepare() {
        if (!m_folder.isValid())
            return false;
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        return simulate::writeCaptureFile(simulate::classroomSample(), sample().toStdString())
            .hasValue();
    }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString sample() const { return path(QStringLiteral("sample.pcap")); }

private:
    QTemporaryDir m_folder;
};

enum class Rules {
    Default, ///< as at the first start, even if an earlier window kept rules
    Kept,
};

/// A window as a user has it: shown and active.
struct Window {
    bool isOwnFolder; ///< set before the window is made, because the window reads the files in the
                      ///< folder
    ui::MainWindow window;
    bool isActive = false;

    explicit Window(Rules rules = Rules::Default)
        : isOwnFolder(prepare(rules)) {
        window.show();
        isActive = QTest::qWaitForWindowActive(&window);
    }

    bool open(const QStringList& paths) {
        window.openFiles(paths);
        return isActive && settle();
    }
    static bool prepare(Rules rules) {
        const QString path = session::Settings().rulesPath();
        if (!path.startsWith(QDir::tempPath()))
            qFatal("A test would use the settings of the user");
        return rules == Rules::Kept || QFile::remove(path);
    }
    bool settle() const {
        constexpr int kMaxWaitMs = 30'000;
        return QTest::qWaitFor([this] { return window.isSettled(); }, kMaxWaitMs);
    }
    /// Keys as a keyboard sends them: they go where the focus is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(window.windowHandle(), key, modifiers);
    }
    void type(std::string_view text) {
        for (const char c : text)
            QTest::keyClick(window.windowHandle(), c);
    }
    ui::TablesArea& tables() const { return *window.tables(); }
    ui::TableView& view(tables::TableKind kind) const {
        return *window.tables()->pane(kind)->view();
    }
    const models::SnapshotTableModel& model(tables::TableKind kind) const {
        return window.tables()->pane(kind)->model();
    }
    QString detailTitle() const { return window.detail()->words()->title(); }
};

inline int columnOf(tables::TableKind kind, std::string_view id) {
    return static_cast<int>(tables::findColumn(kind, id).value());
}

} // namespace beaconscope::testing
