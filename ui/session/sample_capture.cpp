// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/sample_capture.h"

#include "core/simulate/simulated_capture.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace beaconscope::session {

Result<QString> sampleCapture() {
    const QDir program(QCoreApplication::applicationDirPath());
    for (const QString& place :
         {program.filePath(QStringLiteral("sample.pcap")),
          program.filePath(QStringLiteral("../share/beaconscope/sample.pcap"))}) {
        if (QFileInfo(place).isReadable())
            return QDir::cleanPath(place);
    }
    const QDir cache(QStandardPaths::writableLocation(QStandardPaths::CacheLocation));
    const QString path = cache.filePath(QStringLiteral("sample.pcap"));
    if (!cache.mkpath(QStringLiteral(".")))
        return Error{QCoreApplication::translate("sample", "The folder %1 cannot be made.")
                         .arg(cache.path())
                         .toStdString(),
                     {},
                     {}};
    const auto written =
        simulate::writeCaptureFile(simulate::classroomSample(), path.toStdString());
    if (!written)
        return written.error();
    return path;
}

} // namespace beaconscope::session
