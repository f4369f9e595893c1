// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/report_settings.h"

#include "app/commands/messages.h"
#include "core/detect/bundled_services.h"
#include "core/detect/registry/detectors.h"
#include "core/rules/rule_file.h"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace beaconscope::app {

namespace {

/// Says what is wrong with lines and enabled rules of a file; true when that leaves nothing that
/// may be used. A rule file with a mistake would exclude something else than was meant; a list of
/// domains from elsewhere is of use without the lines that are none.
bool hasMistakes(const std::string& path, const rules::ParsedRules& parsed,
                 const rules::RuleSet& rules) {
    for (const rules::RuleFileWarning& warning : parsed.warnings)
        printMessage(fmt::format("{}: line {}{}: {}", path, warning.line,
                                 parsed.isDomainList ? " left out" : "", warning.message));
    bool isAnyWrong = !parsed.warnings.empty();
    for (std::size_t i = 0; i < rules.rules().size(); ++i) {
        const rules::Rule& rule = rules.rules()[i];
        if (!rule.enabled || !rules.error(i))
            continue;
        printMessage(fmt::format("{}: line {}: {}: {}", path, parsed.lines[i],
                                 rules::describe(rule), rules.error(i)->message));
        isAnyWrong = true;
    }
    return isAnyWrong && !parsed.isDomainList;
}

/// Null, after a message, when the rule file cannot be used.
std::shared_ptr<const rules::RuleSet> rulesOf(const std::string& path) {
    const auto parsed = rules::readRuleFile(path);
    if (!parsed) {
        printError(parsed.error());
        return nullptr;
    }
    auto rules = std::make_shared<const rules::RuleSet>(parsed->rules);
    return hasMistakes(path, *parsed, *rules) ? nullptr : rules;
}

/// Null, after a message, when the list cannot be used.
std::shared_ptr<const detect::KnownServices> knownServicesOf(const std::string& path) {
    auto services = detect::KnownServices::read(path);
    if (!services) {
        printError(services.error());
        return nullptr;
    }
    return std::make_shared<const detect::KnownServices>(std::move(*services));
}

bool worksWith(const detect::DetectorInfo& info, series::Grouping grouping) {
    return std::ranges::find(info.groupings, grouping) != info.groupings.end();
}

/// Whether the detector can work with the grouping that was asked for; a message when not.
bool isPossible(const detect::DetectionSettings& detection) {
    const detect::DetectorInfo& info = detection.detector->info();
    if (worksWith(info, detection.grouping))
        return true;
    std::vector<std::string> groups;
    for (const series::Grouping grouping : info.groupings)
        groups.emplace_back(series::identifier(grouping));
    std::vector<std::string> others;
    for (const auto& other : detect::detectors()) {
        if (worksWith(other->info(), detection.grouping))
            others.push_back(other->info().id);
    }
    const std::string wanted = series::identifier(detection.grouping);
    printMessage(fmt::format("--detector {} does not work with --group {}, only with {}; "
                             "detectors that work with {}: {}",
                             info.id, wanted, fmt::join(groups, ", "), wanted,
                             fmt::join(others, ", ")));
    return false;
}

} // namespace

std::variant<snapshot::AnalysisSettings, ExitCode> settingsFor(const ReportCommand& command) {
    snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
    if (!command.detector.empty())
        settings.detection = detect::settingsFor(detect::findDetector(command.detector));
    if (command.grouping)
        settings.detection.grouping = *command.grouping;
    if (!isPossible(settings.detection))
        return ExitCode::Usage;
    if (!command.rulesPath.empty())
        settings.rules = rulesOf(command.rulesPath);
    // Without a list, not the user's own one: the same command gives the same report for everybody.
    settings.knownServices = command.knownServicesPath.empty()
                                 ? detect::bundledKnownServices()
                                 : knownServicesOf(command.knownServicesPath);
    settings.knownServicesFile = command.knownServicesPath;
    if (!settings.rules || !settings.knownServices)
        return ExitCode::Unreadable;
    return settings;
}

} // namespace beaconscope::app
