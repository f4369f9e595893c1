// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pdf_drawing.h"

#include "app/application_identity.h"
#include "app/platform_choice.h"
#include "app/qt_remarks.h"
#include "ui/report/pdf_report.h"

#include <QApplication>

namespace beaconscope::app {

std::string drawPdf(const snapshot::Snapshot& snapshot, int& argc, char** argv) {
    // Fonts and plots need an application object, but no screen.
    useOffscreenPlatform();
    hideRemarksAboutTheDesktop();
    const QApplication application(argc, argv);
    setApplicationIdentity();
    return report::pdfReport(snapshot).toStdString();
}

} // namespace beaconscope::app
