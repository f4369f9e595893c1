// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/kept_rules.h"

#include "core/base/merged_edits.h"
#include "core/rules/rule_file.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/settings.h"

#include <fmt/core.h>

#include <string>
#include <tuple>
#include <utility>

namespace beaconscope::session {

namespace {

/// Values are edited letter by letter. This delay avoids writing the file for every letter.
constexpr int kSaveDelayMs = 1000;

/// Refuses a file with any mistake, as the command line does: a wrong line could exclude something
/// that the user did not mean.
Result<rules::RuleSet> readOwnRules(const OwnFile& file) {
    const auto text = file.read();
    if (!text)
        return text.error();
    const auto named = [&file](const std::string& what) {
        return Error{fmt::format("{}: {}", file.path().toStdString(), what), {}, {}};
    };
    auto parsed = rules::parse(*text);
    if (!parsed)
        return named(parsed.error().message);
    if (parsed->isDomainList)
        return named("This is not a rule file");
    if (!parsed->warnings.empty()) {
        const rules::RuleFileWarning& first = parsed->warnings.front();
        return named(fmt::format("line {}: {}", first.line, first.message));
    }
    return rules::RuleSet(std::move(parsed->rules));
}

bool isLess(const rules::Rule& a, const rules::Rule& b) {
    return std::tie(a.value, a.note, a.enabled, a.action, a.field, a.match) <
           std::tie(b.value, b.note, b.enabled, b.action, b.field, b.match);
}

} // namespace

KeptRules::KeptRules(InvestigationController& controller, const Settings& settings, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_settings(settings)
    , m_file(settings.rulesPath())
    , m_kept(rules::RuleSet::defaults()) {
    load();
    m_timer.setSingleShot(true);
    m_timer.setInterval(kSaveDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &KeptRules::save);
    connect(&controller, &InvestigationController::rulesChanged, &m_timer,
            qOverload<>(&QTimer::start));
}

void KeptRules::load() {
    if (!m_file.exists())
        return;
    auto own = readOwnRules(m_file);
    if (!own) {
        m_problem = tr("Your rules are not used; the default rules are in force instead. %1. When "
                       "you change a rule, this file is kept as %2, and a new one is written.")
                        .arg(QString::fromStdString(describe(own.error())), m_file.asideName());
        return;
    }
    m_kept = *own;
    m_controller.startWithRules(std::move(*own));
}

void KeptRules::save() {
    m_timer.stop();
    if (m_controller.rules() == m_kept || !m_settings.isSaving())
        return;
    const OwnFileLock lock(m_file);
    auto error = lock.error();
    if (!error)
        error = takeOver();
    if (!error)
        error = write();
    if (error) {
        emit failed(tr("Your rules are in force, but could not be kept for the next time. %1")
                        .arg(QString::fromStdString(describe(*error))));
        return;
    }
    m_kept = m_controller.rules();
}

std::optional<Error> KeptRules::takeOver() {
    const bool wasKnown = !m_problem.isEmpty();
    const auto theirs = m_file.exists() ? readOwnRules(m_file) : rules::RuleSet::defaults();
    if (theirs) {
        m_problem.clear();
        join(*theirs);
        return std::nullopt;
    }
    const auto aside = m_file.putAside();
    if (!aside)
        return aside.error();
    m_problem.clear();
    if (!wasKnown)
        emit told(tr("The file of your rules was changed outside of this window and cannot be used "
                     "any more. %1. It is kept as %2, and a new one is written.")
                      .arg(QString::fromStdString(describe(theirs.error())), *aside));
    return std::nullopt;
}

void KeptRules::join(const rules::RuleSet& theirs) {
    if (theirs == m_kept)
        return;
    rules::RuleSet joined(
        mergedEdits(m_kept.rules(), theirs.rules(), m_controller.rules().rules(), isLess));
    m_kept = theirs;
    if (joined == m_controller.rules())
        return;
    m_controller.editRules(std::move(joined), tr("Take Over Rules of Another Window"));
    emit told(
        tr("Another window has changed your rules. Its changes are now in force here as well, "
           "and yours are kept. Undo takes them back in both."));
}

std::optional<Error> KeptRules::write() const {
    const rules::RuleSet& rules = m_controller.rules();
    return rules == rules::RuleSet::defaults() ? m_file.remove()
                                               : m_file.write(rules::serialise(rules.rules()));
}

} // namespace beaconscope::session
