// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "ui/export/export_job.h"

#include <QAction>
#include <QApplication>
#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QString>
#include <QStringList>
#include <QTest>
#include <QTimer>

#include <optional>

/// Begins an export, and watches it while it is written.
namespace beaconscope::testing {

inline QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void writeOld(const QString& path) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
}

/// Triggers an export and answers its file dialog.
inline void exportTo(const QString& path, QAction* action) {
    QTimer::singleShot(0, [path] {
        auto* const dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog != nullptr);
        dialog->setOption(QFileDialog::DontConfirmOverwrite);
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept", Qt::QueuedConnection);
    });
    action->trigger();
}

/// Returns the files beside `path` that are being written: with a temporary name, or without a
/// name.
inline QStringList unfinishedFiles(const QString& path) {
    QDir folder = QFileInfo(path).dir();
    QStringList files =
        folder.entryList({QStringLiteral(".beaconscope-*")}, QDir::Files | QDir::Hidden);
    const QString unnamed = folder.canonicalPath() + QStringLiteral("/#");
    const QDir descriptors(QStringLiteral("/proc/self/fd"));
    for (const QString& descriptor : descriptors.entryList(QDir::Files | QDir::System)) {
        const QString target = QFile::symLinkTarget(descriptors.filePath(descriptor));
        if (target.startsWith(unnamed))
            files.append(target);
    }
    return files;
}

using Outcome = Result<FileWritten>;

/// How a job has ended, when it has.
struct Ending {
    QString step;
    std::optional<Outcome> outcome;
    int count = 0;

    void follow(const ui::ExportJob& job) {
        QObject::connect(&job, &ui::ExportJob::progressed,
                         [this](const QString& what, auto) { step = what; });
        QObject::connect(&job, &ui::ExportJob::ended, [this](const Outcome& how) {
            outcome = how;
            ++count;
        });
    }
    bool is(FileWritten wanted) const {
        return count == 1 && outcome->hasValue() && **outcome == wanted;
    }
};

} // namespace beaconscope::testing
