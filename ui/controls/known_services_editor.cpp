// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/controls/known_services_editor.h"

#include "core/base/atomic_file.h"
#include "core/base/text_file.h"
#include "core/detect/bundled_services.h"
#include "core/detect/known_services.h"
#include "ui/dialogs/known_services_dialog.h"
#include "ui/models/text.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/settings.h"
#include "ui/shell/actions.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <memory>
#include <ostream>
#include <utility>

namespace beaconscope::ui {

namespace {

QString bundledText() {
    return models::toQString(detect::bundledServicesText());
}

std::optional<Error> writeList(const QString& path, const QString& text) {
    if (!QFileInfo(path).dir().mkpath(QStringLiteral(".")))
        return Error{KnownServicesEditor::tr("The folder %1 cannot be made.")
                         .arg(QFileInfo(path).path())
                         .toStdString(),
                     {},
                     {}};
    return writeFileAtomically(path.toStdString(),
                               [&](std::ostream& out) { out << text.toStdString(); });
}

std::optional<Error> removeList(const QString& path) {
    QFile file(path);
    if (!file.exists() || file.remove())
        return std::nullopt;
    return Error{
        KnownServicesEditor::tr("%1: %2").arg(path, file.errorString()).toStdString(), {}, {}};
}

} // namespace

KnownServicesEditor::KnownServicesEditor(session::InvestigationController& controller,
                                         const session::Settings& settings, const Actions& actions,
                                         QWidget* window)
    : QObject(window)
    , m_controller(controller)
    , m_window(window)
    , m_path(settings.knownServicesPath()) {
    connect(actions.knownServices, &QAction::triggered, this, [this] { edit(QStringList()); });
    load();
}

void KnownServicesEditor::load() {
    m_problem.clear();
    if (QFileInfo::exists(m_path)) {
        auto services = detect::KnownServices::read(m_path.toStdString());
        if (services) {
            m_controller.setKnownServices(
                std::make_shared<const detect::KnownServices>(std::move(*services)), m_path);
            return;
        }
        m_problem =
            tr("Your list of known services is not used; the list that comes with the program is "
               "in force instead. %1. To correct it, choose Known Services in the menu Rules.")
                .arg(models::toQString(describe(services.error())));
    }
    m_controller.setKnownServices(detect::bundledKnownServices());
}

void KnownServicesEditor::edit(const QStringList& names) {
    QString text = bundledText();
    if (QFileInfo::exists(m_path)) {
        const Result<std::string> own = readTextFile(m_path.toStdString());
        if (own)
            text = models::toQString(*own);
        else
            emit failed(models::toQString(describe(own.error())));
    }
    auto* const dialog = new KnownServicesDialog(
        text, bundledText(), [this](const QString& edited) { return save(edited); }, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString& name : names)
        dialog->addService(name);
    dialog->open();
}

std::optional<Error> KnownServicesEditor::save(const QString& text) {
    const bool isOwn = text != bundledText();
    auto error = isOwn ? writeList(m_path, text) : removeList(m_path);
    if (error)
        return error;
    const bool hadProblem = !m_problem.isEmpty();
    load();
    if (hadProblem && m_problem.isEmpty())
        emit loadProblemRemoved();
    return std::nullopt;
}

} // namespace beaconscope::ui
