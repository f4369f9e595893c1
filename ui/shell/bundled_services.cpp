// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/bundled_services.h"

#include "ui/shell/resources.h"

#include <QFile>

#include <utility>

namespace beaconscope::ui {

QString bundledServicesText() {
    initialiseResources();
    QFile file(QStringLiteral(":/app/known-services.txt"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

std::shared_ptr<const detect::KnownServices> bundledKnownServices() {
    auto services = detect::KnownServices::parse(bundledServicesText().toStdString());
    if (!services)
        return nullptr;
    return std::make_shared<const detect::KnownServices>(std::move(*services));
}

} // namespace beaconscope::ui
