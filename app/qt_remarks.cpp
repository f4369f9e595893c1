// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/qt_remarks.h"

#include <QString>
#include <QtGlobal>

namespace beaconscope::app {

namespace {

QtMessageHandler handlerBefore = nullptr;

bool isAboutTheDesktop(QtMsgType type, const QString& message) {
    if (type != QtWarningMsg)
        return false;
    return message.startsWith(QLatin1String("QStandardPaths: XDG_RUNTIME_DIR not set")) ||
           message.startsWith(QLatin1String("This plugin does not support "));
}

void handle(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (!isAboutTheDesktop(type, message))
        handlerBefore(type, context, message);
}

} // namespace

void hideRemarksAboutTheDesktop() {
    handlerBefore = qInstallMessageHandler(handle);
}

} // namespace beaconscope::app
