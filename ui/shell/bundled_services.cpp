// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/bundled_services.h"

#include "ui/shell/resources.h"

#include <QFile>

#include <utility>

namespace beaconscope::shell {

QString bundledServicesText() {
    initialiseResources();
    QFile file(QStringLiteral(":/app/known-services.txt"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

std::shared_ptr<const analysis::KnownServices> bundledKnownServices() {
    auto services = analysis::KnownServices::parse(bundledServicesText().toStdString());
    if (!services)
        return nullptr;
    return std::make_shared<const analysis::KnownServices>(std::move(*services));
}

} // namespace beaconscope::shell
