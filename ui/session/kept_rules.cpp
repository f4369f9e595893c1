// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/kept_rules.h"

#include "core/rules/rule_file.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fmt/core.h>

#include <utility>

namespace beaconscope::session {

namespace {

/// Values are edited letter by letter. This delay avoids writing the file for every letter.
constexpr int kSaveDelayMs = 1000;

QString asidePath(const QString& path) {
    return path + QStringLiteral(".unused");
}

/// Refuses a file with any mistake, as the command line does: a wrong line could exclude something
/// that the user did not mean.
Result<rules::RuleSet> readOwnRules(const QString& path) {
    auto parsed = rules::readRuleFile(path.toStdString());
    if (!parsed)
        return parsed.error();
    if (parsed->isDomainList)
        return Error{fmt::format("{}: This is not a rule file", path.toStdString()), {}, {}};
    if (!parsed->warnings.empty()) {
        const rules::RuleFileWarning& first = parsed->warnings.front();
        return Error{
            fmt::format("{}: line {}: {}", path.toStdString(), first.line, first.message), {}, {}};
    }
    return rules::RuleSet(std::move(parsed->rules));
}

} // namespace

KeptRules::KeptRules(InvestigationController& controller, const Settings& settings, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_settings(settings)
    , m_path(settings.rulesPath())
    , m_kept(rules::RuleSet::defaults()) {
    load();
    m_timer.setSingleShot(true);
    m_timer.setInterval(kSaveDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &KeptRules::save);
    connect(&controller, &InvestigationController::rulesChanged, &m_timer,
            qOverload<>(&QTimer::start));
}

void KeptRules::load() {
    if (!QFileInfo::exists(m_path))
        return;
    auto own = readOwnRules(m_path);
    if (!own) {
        m_problem = tr("Your rules are not used; the default rules are in force instead. %1. When "
                       "you change a rule, this file is kept as %2, and a new one is written.")
                        .arg(QString::fromStdString(describe(own.error())),
                             QFileInfo(asidePath(m_path)).fileName());
        return;
    }
    m_kept = *own;
    m_controller.startWithRules(std::move(*own));
}

void KeptRules::save() {
    m_timer.stop();
    if (m_controller.rules() == m_kept || !m_settings.isSaving())
        return;
    auto error = putAside();
    if (!error)
        error = write();
    if (error) {
        emit failed(tr("Your rules are in force, but could not be kept for the next time. %1")
                        .arg(QString::fromStdString(describe(*error))));
        return;
    }
    m_kept = m_controller.rules();
}

std::optional<Error> KeptRules::putAside() {
    if (m_problem.isEmpty())
        return std::nullopt;
    const QString aside = asidePath(m_path);
    QFile::remove(aside);
    QFile file(m_path);
    if (file.exists() && !file.rename(aside))
        return Error{
            fmt::format("{}: {}", m_path.toStdString(), file.errorString().toStdString()), {}, {}};
    m_problem.clear();
    return std::nullopt;
}

std::optional<Error> KeptRules::write() const {
    const rules::RuleSet& rules = m_controller.rules();
    if (rules == rules::RuleSet::defaults()) {
        QFile file(m_path);
        if (!file.exists() || file.remove())
            return std::nullopt;
        return Error{
            fmt::format("{}: {}", m_path.toStdString(), file.errorString().toStdString()), {}, {}};
    }
    const QString folder = QFileInfo(m_path).path();
    if (!QDir().mkpath(folder))
        return Error{fmt::format("The folder {} cannot be made", folder.toStdString()), {}, {}};
    return rules::writeRuleFile(m_path.toStdString(), rules.rules());
}

} // namespace beaconscope::session
