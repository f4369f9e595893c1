#include "ui/shell/bundled_services.h"

#include "ui/shell/resources.h"

#include <QFile>

namespace beaconscope::shell {

std::shared_ptr<const analysis::KnownServices> bundledKnownServices() {
    initialiseResources();
    QFile file(QStringLiteral(":/app/known-services.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    auto services = analysis::KnownServices::parse(file.readAll().toStdString());
    if (!services)
        return nullptr;
    return std::make_shared<const analysis::KnownServices>(std::move(*services));
}

} // namespace beaconscope::shell
