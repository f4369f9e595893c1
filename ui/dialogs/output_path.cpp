// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/dialogs/output_path.h"

#include "core/base/platform.h"
#include "ui/models/text.h"
#include "ui/session/investigation_controller.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

namespace beaconscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::ui::OutputPath", text);
}

bool agreesToReplace(QWidget* window, const QString& title, const QString& path) {
    const QString name = QFileInfo(path).fileName();
    return QMessageBox::warning(
               window, title, tr("%1 already exists.\nDo you want to replace it?").arg(name),
               QMessageBox::Yes | QMessageBox::No, QMessageBox::No) == QMessageBox::Yes;
}

/// Returns the files of the open capture, and those of the capture that is being read.
std::vector<std::string> captureFiles(const session::InvestigationController& controller) {
    std::vector<std::string> files;
    for (const QString& path : controller.paths())
        files.push_back(path.toStdString());
    if (const auto snapshot = controller.snapshot()) {
        for (const input::FileFacts& file : snapshot->capture.files) {
            // An opened folder may hold an earlier export. It is not a capture and was not opened,
            // so it may be replaced.
            if (file.opened)
                files.push_back(file.path);
        }
    }
    return files;
}

} // namespace

QString askOutputPath(QWidget* window, const OutputQuestion& question) {
    QString start = question.suggestion;
    for (;;) {
        QString path = QFileDialog::getSaveFileName(window, question.title, start, question.filter);
        if (path.isEmpty() || !QFileInfo(path).suffix().isEmpty())
            return path;
        // The dialog asked about the name as the user typed it. With the suffix it is another file,
        // so ask again.
        path += QLatin1Char('.') + QFileInfo(question.suggestion).suffix();
        if (!QFileInfo::exists(path) || agreesToReplace(window, question.title, path))
            return path;
        start = path;
    }
}

std::optional<QString> whyNotWritable(const QString& path,
                                      const session::InvestigationController& controller) {
    const auto wanted = platform::fileIdentity(path.toStdString());
    if (!wanted)
        return std::nullopt;
    for (const std::string& file : captureFiles(controller)) {
        if (platform::fileIdentity(file == "-" ? "/dev/stdin" : file) == wanted)
            return tr("%1 is a file of the open capture. Nothing was written.").arg(path);
    }
    return std::nullopt;
}

} // namespace beaconscope::ui
