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
#include <utility>
#include <vector>

namespace beaconscope::app {

namespace {

/// Prints the mistakes in the lines and enabled rules of a file. Returns true if the file must not
/// be used. A rule file with a mistake would hide something else than its author meant. A list of
/// domains is useful even without the lines that are not domains.
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

/// Returns null, after a message, if the rule file cannot be used.
std::shared_ptr<const rules::RuleSet> rulesOf(const std::string& path) {
    auto parsed = rules::readRuleFile(path);
    if (!parsed) {
        printError(parsed.error());
        return nullptr;
    }
    auto rules = std::make_shared<const rules::RuleSet>(std::move(parsed->rules));
    return hasMistakes(path, *parsed, *rules) ? nullptr : rules;
}

/// Returns null, after a message, if the list cannot be used.
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

/// Returns whether the detector works with the requested grouping. Prints a message if not.
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
    // Without this option, the user's own list is not used, so that the same command gives the same
    // report for everybody.
    settings.knownServices = command.knownServicesPath.empty()
                                 ? detect::bundledKnownServices()
                                 : knownServicesOf(command.knownServicesPath);
    settings.knownServicesFile = command.knownServicesPath;
    if (!settings.rules || !settings.knownServices)
        return ExitCode::Unreadable;
    return settings;
}

} // namespace beaconscope::app
