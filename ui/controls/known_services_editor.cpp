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

#include <algorithm>
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
    start();
    connect(&controller, &session::InvestigationController::settingsChanged, this,
            &KnownServicesEditor::settingsChanged);
}

void KnownServicesEditor::start() {
    auto services = read();
    const bool isOwn = services != nullptr;
    m_controller.startWithKnownServices(
        isOwn ? std::move(services) : detect::bundledKnownServices(), isOwn ? m_path : QString());
    QString text = bundledText();
    if (isOwn) {
        if (const Result<std::string> own = readTextFile(m_path.toStdString()))
            text = models::toQString(*own);
    }
    remember(text);
}

/// Returns the user's list, or null if there is none or if it has a mistake.
std::shared_ptr<const detect::KnownServices> KnownServicesEditor::read() {
    m_problem.clear();
    if (!QFileInfo::exists(m_path))
        return nullptr;
    auto services = detect::KnownServices::read(m_path.toStdString());
    if (services)
        return std::make_shared<const detect::KnownServices>(std::move(*services));
    m_problem =
        tr("Your list of known services is not used; the list that comes with the program is in "
           "force instead. %1. To correct it, choose Known Services in the menu Rules.")
            .arg(models::toQString(describe(services.error())));
    return nullptr;
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
    if (auto error = write(text))
        return error;
    const bool hadProblem = !m_problem.isEmpty();
    auto services = read();
    const bool isOwn = services != nullptr;
    m_isSaving = true; // what is put in force here is in the file already
    m_controller.setKnownServices(isOwn ? std::move(services) : detect::bundledKnownServices(),
                                  isOwn ? m_path : QString());
    m_isSaving = false;
    remember(text);
    if (hadProblem && m_problem.isEmpty())
        emit loadProblemRemoved();
    return std::nullopt;
}

/// Writes the user's list. The list that comes with the program needs no file.
std::optional<Error> KnownServicesEditor::write(const QString& text) {
    return text == bundledText() ? removeList(m_path) : writeList(m_path, text);
}

/// Keeps the text of the list that is in force.
void KnownServicesEditor::remember(const QString& text) {
    const auto& services = m_controller.settings().knownServices;
    std::erase_if(m_known, [&](const Known& known) { return known.services == services; });
    m_known.push_back({services, text});
}

/// After undo or redo, writes the list that is in force again, so that the next run has it too.
void KnownServicesEditor::settingsChanged() {
    const auto& services = m_controller.settings().knownServices;
    if (m_isSaving || services == m_known.back().services)
        return;
    const auto known = std::ranges::find(m_known, services, &Known::services);
    if (known == m_known.end())
        return;
    std::rotate(known, known + 1, m_known.end());
    if (const auto error = write(m_known.back().text))
        emit failed(models::toQString(describe(*error)));
}

} // namespace beaconscope::ui
