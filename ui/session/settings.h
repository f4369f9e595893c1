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

/// What the program remembers between runs. UI thread. Values that are damaged or from another
/// version read as their defaults.
class Settings {
public:
    /// Newest first, absolute paths. Each entry is one capture; several files opened together are
    /// several entries.
    QStringList recentFiles() const;
    void addRecentFiles(const QStringList& paths);
    void clearRecentFiles();

    /// Empty when the user never changed the columns of `table`.
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

    /// The user's own list of known services; there need not be one. It is kept beside the file of
    /// these settings.
    QString knownServicesPath() const;
    /// The user's own rules, in the same place; again there need not be any.
    QString rulesPath() const;

    /// Folder that a file dialog of this purpose ("open", "export", "rules") starts in.
    QString folder(const QString& purpose) const;
    void rememberFolderOf(const QString& purpose, const QString& path);

    /// From here on nothing is remembered: the run is none of the user's work.
    void stopSaving() { m_isSaving = false; }
    bool isSaving() const { return m_isSaving; }

private:
    void store(const QString& key, const QVariant& value);
    void forget(const QString& key);
    QString pathBeside(const QString& name) const;

    bool m_isSaving = true;
    QSettings m_store{QStringLiteral("Beaconscope"), QStringLiteral("Beaconscope")};
};

} // namespace beaconscope::session
