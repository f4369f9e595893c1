// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/own_file.h"

#include "core/base/atomic_file.h"
#include "core/base/platform.h"
#include "core/base/text_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fmt/core.h>

#include <filesystem>
#include <ostream>
#include <system_error>

namespace beaconscope::session {

namespace {

std::optional<Error> makeFolderOf(const QString& path) {
    const QString folder = QFileInfo(path).path();
    if (QDir().mkpath(folder))
        return std::nullopt;
    return Error{fmt::format("The folder {} cannot be made", folder.toStdString()), {}, {}};
}

} // namespace

bool OwnFile::exists() const {
    return QFileInfo::exists(m_path);
}

Result<std::string> OwnFile::read() const {
    const std::string path = m_path.toStdString();
    if (platform::fileKind(path) == platform::FileKind::Special)
        return Error{fmt::format("{} is a pipe or a device and not a file", path), {}, {}};
    return readTextFile(path);
}

std::optional<Error> OwnFile::write(const std::string& text) const {
    if (auto error = makeFolderOf(m_path))
        return error;
    return writePrivateFileAtomically(m_path.toStdString(),
                                      [&text](std::ostream& out) { out << text; });
}

std::optional<Error> OwnFile::remove() const {
    QFile file(m_path);
    if (!file.exists() || file.remove())
        return std::nullopt;
    return Error{
        fmt::format("{}: {}", m_path.toStdString(), file.errorString().toStdString()), {}, {}};
}

QString OwnFile::asideName() const {
    const QFileInfo file(m_path);
    const QString first = file.fileName() + QStringLiteral(".unused");
    QString name = first;
    const auto isTaken = [&] {
        const QFileInfo taken(file.dir().filePath(name));
        return taken.exists() || taken.isSymLink();
    };
    for (int number = 2; isTaken(); ++number)
        name = first + QStringLiteral("-%1").arg(number);
    return name;
}

Result<QString> OwnFile::putAside() const {
    if (platform::fileKind(m_path.toStdString()) == platform::FileKind::Directory)
        return Error{fmt::format("{} is a directory", m_path.toStdString()), {}, {}};
    const QString name = asideName();
    const QString aside = QFileInfo(m_path).dir().filePath(name);
    std::error_code failure;
    // QFile would copy what it cannot rename, and wait for the bytes of a pipe.
    std::filesystem::rename(m_path.toStdString(), aside.toStdString(), failure);
    if (failure)
        return Error{fmt::format("{}: {}", m_path.toStdString(), failure.message()), {}, {}};
    return name;
}

OwnFileLock::OwnFileLock(const OwnFile& file)
    : m_lock(file.path() + QStringLiteral(".lock")) {
    constexpr int kMaxWaitMs = 2'000;
    // The folder is missing before the first save.
    static_cast<void>(makeFolderOf(file.path()));
    // Where no lock can be made, the file cannot be written either, and the write says why.
    m_isBusy = !m_lock.tryLock(kMaxWaitMs) && m_lock.error() == QLockFile::LockFailedError;
}

std::optional<Error> OwnFileLock::error() const {
    if (!m_isBusy)
        return std::nullopt;
    return Error{"Another window is writing the file", {}, {}};
}

} // namespace beaconscope::session
