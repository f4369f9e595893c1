// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/settings.h"

#include "core/base/platform.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace beaconscope::session {

namespace {

constexpr qsizetype kRecentFiles = 12;

const QString kRecent = QStringLiteral("recent_files");
const QString kTimeStyle = QStringLiteral("time_style");
const QString kTheme = QStringLiteral("theme");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kState = QStringLiteral("window/state");

QString columnsKey(const QString& table) {
    return QStringLiteral("columns/") + table;
}

QString splitterKey(const QString& name) {
    return QStringLiteral("window/splitter_") + name;
}

/// Returns the path of the user's settings. Only QSettings knows the folder, and it reads a file as
/// soon as it is made; this one does not exist.
QString usualPath() {
    const QSettings other(QStringLiteral("Beaconscope"), QStringLiteral("none"));
    return QFileInfo(other.fileName()).dir().filePath(QStringLiteral("Beaconscope.conf"));
}

bool isSpecial(const QString& path) {
    return platform::fileKind(path.toStdString()) == platform::FileKind::Special;
}

QString folderKey(const QString& purpose) {
    return QStringLiteral("folders/") + purpose;
}

} // namespace

QString Settings::storePath() {
    const QString path = usualPath();
    return isSpecial(path) ? path + QStringLiteral(".none") : path;
}

/// Before QSettings writes: it would let others read which files the user has opened.
bool Settings::canStore() {
    if (!m_isSaving || isSpecial(usualPath()))
        return false;
    constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
    QFile file(m_store.fileName());
    if (!file.exists()) {
        QDir().mkpath(QFileInfo(file).path());
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerOnly))
            return true; // QSettings cannot write it either, and does without
    }
    if ((file.permissions() & (QFile::ReadGroup | QFile::ReadOther)) != 0)
        file.setPermissions(kOwnerOnly);
    return true;
}

void Settings::store(const QString& key, const QVariant& value) {
    if (canStore())
        m_store.setValue(key, value);
}

void Settings::forget(const QString& key) {
    if (canStore())
        m_store.remove(key);
}

QString Settings::problem() const {
    const QString path = usualPath();
    if (!isSpecial(path))
        return {};
    return QCoreApplication::translate(
               "Settings",
               "%1 is a pipe or a device and not a file. This window will not be remembered: its "
               "layout, its columns and the files that you open.")
        .arg(path);
}

QStringList Settings::recentFiles() const {
    return m_store.value(kRecent).toStringList();
}

void Settings::addRecentFiles(const QStringList& paths) {
    QStringList files = recentFiles();
    for (qsizetype i = paths.size() - 1; i >= 0; --i) {
        const QString absolute = QFileInfo(paths[i]).absoluteFilePath();
        files.removeAll(absolute);
        files.prepend(absolute);
    }
    if (files.size() > kRecentFiles)
        files.resize(kRecentFiles);
    store(kRecent, files);
}

void Settings::clearRecentFiles() {
    forget(kRecent);
}

ColumnLayout Settings::columnLayout(const QString& table) const {
    return columnLayoutFrom(m_store.value(columnsKey(table)).toStringList());
}

void Settings::setColumnLayout(const QString& table, const ColumnLayout& layout) {
    if (layout.empty())
        forget(columnsKey(table));
    else
        store(columnsKey(table), toStringList(layout));
}

QByteArray Settings::windowGeometry() const {
    return m_store.value(kGeometry).toByteArray();
}

QByteArray Settings::windowState() const {
    return m_store.value(kState).toByteArray();
}

void Settings::setWindow(const QByteArray& geometry, const QByteArray& state) {
    store(kGeometry, geometry);
    store(kState, state);
}

QByteArray Settings::splitterState(const QString& name) const {
    return m_store.value(splitterKey(name)).toByteArray();
}

void Settings::setSplitterState(const QString& name, const QByteArray& state) {
    store(splitterKey(name), state);
}

tables::TimeStyle Settings::timeStyle() const {
    const QString style = m_store.value(kTimeStyle).toString();
    if (style == QLatin1String("local"))
        return tables::TimeStyle::Local;
    if (style == QLatin1String("relative"))
        return tables::TimeStyle::Relative;
    return tables::TimeStyle::Utc;
}

void Settings::setTimeStyle(tables::TimeStyle style) {
    switch (style) {
    case tables::TimeStyle::Utc:
        store(kTimeStyle, QStringLiteral("utc"));
        break;
    case tables::TimeStyle::Local:
        store(kTimeStyle, QStringLiteral("local"));
        break;
    case tables::TimeStyle::Relative:
        store(kTimeStyle, QStringLiteral("relative"));
        break;
    }
}

Theme Settings::theme() const {
    const QString theme = m_store.value(kTheme).toString();
    if (theme == QLatin1String("light"))
        return Theme::Light;
    if (theme == QLatin1String("dark"))
        return Theme::Dark;
    return Theme::System;
}

void Settings::setTheme(Theme theme) {
    switch (theme) {
    case Theme::System:
        forget(kTheme);
        break;
    case Theme::Light:
        store(kTheme, QStringLiteral("light"));
        break;
    case Theme::Dark:
        store(kTheme, QStringLiteral("dark"));
        break;
    }
}

QString Settings::pathBeside(const QString& name) const {
    return QFileInfo(m_store.fileName()).dir().filePath(name);
}

QString Settings::knownServicesPath() const {
    return pathBeside(QStringLiteral("known-services.txt"));
}

QString Settings::rulesPath() const {
    return pathBeside(QStringLiteral("exclusion.rules"));
}

QString Settings::folder(const QString& purpose) const {
    return m_store.value(folderKey(purpose), QDir::homePath()).toString();
}

void Settings::rememberFolderOf(const QString& purpose, const QString& path) {
    store(folderKey(purpose), QFileInfo(path).absolutePath());
}

} // namespace beaconscope::session
