// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/controls/known_services_editor.h"

#include "core/base/merged_edits.h"
#include "core/detect/bundled_services.h"
#include "core/detect/known_services.h"
#include "ui/dialogs/known_services_dialog.h"
#include "ui/models/text.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/settings.h"
#include "ui/shell/actions.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace beaconscope::ui {

namespace {

QString bundledText() {
    return models::toQString(detect::bundledServicesText());
}

bool canBeRead(const QString& text) {
    return detect::KnownServices::parse(text.toStdString()).hasValue();
}

/// Joins the lines of two texts that were made from `base`.
QString joined(const QString& base, const QString& theirs, const QString& ours) {
    const auto lines = [](const QString& text) {
        const QStringList list = text.split(QLatin1Char('\n'));
        return std::vector<QString>(list.begin(), list.end());
    };
    const std::vector<QString> all = mergedEdits(lines(base), lines(theirs), lines(ours));
    return QStringList(all.begin(), all.end()).join(QLatin1Char('\n'));
}

} // namespace

KnownServicesEditor::KnownServicesEditor(session::InvestigationController& controller,
                                         const session::Settings& settings, const Actions& actions,
                                         QWidget* window)
    : QObject(window)
    , m_controller(controller)
    , m_window(window)
    , m_file(settings.knownServicesPath()) {
    connect(actions.knownServices, &QAction::triggered, this, [this] { edit(QStringList()); });
    start();
    connect(&controller, &session::InvestigationController::settingsChanged, this,
            &KnownServicesEditor::settingsChanged);
}

void KnownServicesEditor::start() {
    auto services = read();
    const bool isOwn = services != nullptr;
    m_controller.startWithKnownServices(isOwn ? std::move(services)
                                              : detect::bundledKnownServices(),
                                        isOwn ? m_file.path() : QString());
    remember(isOwn ? m_seen : bundledText());
}

/// Returns the user's list, or null if there is none or if it has a mistake.
std::shared_ptr<const detect::KnownServices> KnownServicesEditor::read() {
    m_problem.clear();
    m_seen = bundledText();
    if (!m_file.exists())
        return nullptr;
    auto text = m_file.read();
    auto services = text ? detect::KnownServices::parse(*text) : text.error();
    if (text)
        m_seen = models::toQString(*text);
    if (services)
        return std::make_shared<const detect::KnownServices>(std::move(*services));
    const QString reason = models::toQString(describe(services.error()));
    m_problem =
        tr("Your list of known services is not used; the list that comes with the program is in "
           "force instead. %1. To correct it, choose Known Services in the menu Rules.")
            .arg(text ? tr("%1: %2").arg(m_file.path(), reason) : reason);
    return nullptr;
}

void KnownServicesEditor::edit(const QStringList& names) {
    m_seen = bundledText();
    if (m_file.exists()) {
        const Result<std::string> own = m_file.read();
        if (own)
            m_seen = models::toQString(*own);
        else
            emit failed(models::toQString(describe(own.error())));
    }
    auto* const dialog = new KnownServicesDialog(
        m_seen, bundledText(), [this](const QString& edited) { return save(edited); }, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString& name : names)
        dialog->addService(name);
    dialog->open();
}

std::optional<Error> KnownServicesEditor::save(const QString& text) {
    QString written = text;
    if (auto error = write(written))
        return error;
    putInForce(written);
    return std::nullopt;
}

/// Puts a text in force that is in the file already.
void KnownServicesEditor::putInForce(const QString& text) {
    const bool hadProblem = !m_problem.isEmpty();
    auto services = read();
    const bool isOwn = services != nullptr;
    m_isSaving = true;
    m_controller.setKnownServices(isOwn ? std::move(services) : detect::bundledKnownServices(),
                                  isOwn ? m_file.path() : QString());
    m_isSaving = false;
    remember(text);
    if (hadProblem && m_problem.isEmpty())
        emit loadProblemRemoved();
}

std::optional<Error> KnownServicesEditor::write(QString& text) {
    const session::OwnFileLock lock(m_file);
    auto error = lock.error();
    if (!error)
        error = takeOver(text);
    // The list that comes with the program needs no file.
    if (!error)
        error = text == bundledText() ? m_file.remove() : m_file.write(text.toStdString());
    if (!error)
        m_seen = text;
    return error;
}

std::optional<Error> KnownServicesEditor::takeOver(QString& text) {
    const bool exists = m_file.exists();
    const auto own = exists ? m_file.read() : bundledText().toStdString();
    const QString theirs = own ? models::toQString(*own) : QString();
    if (own && theirs == m_seen)
        return std::nullopt;
    if (own) {
        const QString both = joined(m_seen, theirs, text);
        if (canBeRead(both)) {
            if (both != text)
                emit told(tr("Another window has changed the list of known services. Its lines and "
                             "yours are now in one list, which is in force here."));
            text = both;
            return std::nullopt;
        }
    }
    if (!exists)
        return std::nullopt;
    const auto aside = m_file.putAside();
    if (!aside)
        return aside.error();
    if (own)
        emit told(tr("Another window has changed the same lines of the list of known services. "
                     "Your list is in force; the other one is kept as %1.")
                      .arg(*aside));
    else
        emit told(tr("%1. It is kept as %2, and a new list is written.")
                      .arg(models::toQString(describe(own.error())), *aside));
    return std::nullopt;
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
    const QString wanted = m_known.back().text;
    QString text = wanted;
    if (const auto error = write(text))
        emit failed(models::toQString(describe(*error)));
    else if (text != wanted)
        putInForce(text);
}

} // namespace beaconscope::ui
