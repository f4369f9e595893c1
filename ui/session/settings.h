// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/tables/cell_text.h"
#include "ui/session/column_layout.h"

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace beaconscope::session {

enum class Theme { System, Light, Dark };

/// What the program remembers between runs. UI thread. A value that is damaged or comes from
/// another version is read as its default.
class Settings {
public:
    /// Newest first, absolute paths. Each entry is one capture; several files opened together are
    /// several entries.
    QStringList recentFiles() const;
    void addRecentFiles(const QStringList& paths);
    void clearRecentFiles();

    /// Returns the user's columns of `table`. Empty when the user never changed them.
    ColumnLayout columnLayout(const QString& table) const;
    void setColumnLayout(const QString& table, const ColumnLayout& layout);

    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray& geometry, const QByteArray& state);
    QByteArray splitterState(const QString& name) const;
    void setSplitterState(const QString& name, const QByteArray& state);

    tables::TimeStyle timeStyle() const;
    void setTimeStyle(tables::TimeStyle style);
    Theme theme() const;
    void setTheme(Theme theme);

    /// Path of the user's own list of known services, beside the file of these settings. The file
    /// exists only when the user has saved a list.
    QString knownServicesPath() const;
    /// Path of the user's own rules, in the same folder. The file exists only when the user has
    /// changed the rules.
    QString rulesPath() const;

    /// Folder in which a file dialog of this purpose ("open", "export", "rules") starts.
    QString folder(const QString& purpose) const;
    void rememberFolderOf(const QString& purpose, const QString& path);

    /// Returns why this run remembers nothing, or an empty string.
    QString problem() const;

    /// From now on nothing is remembered, because this run is not the user's work (a screenshot,
    /// for example).
    void stopSaving() { m_isSaving = false; }
    bool isSaving() const { return m_isSaving; }

private:
    void store(const QString& key, const QVariant& value);
    void forget(const QString& key);
    bool canStore();
    /// Returns the path that QSettings reads, which is another one if the user's file is none: it
    /// would wait for a pipe.
    static QString storePath();
    QString pathBeside(const QString& name) const;

    bool m_isSaving = true;
    QSettings m_store{storePath(), QSettings::NativeFormat};
};

} // namespace beaconscope::session
