// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/words/differences.h"

#include "core/base/text.h"
#include "core/detect/registry/detectors.h"

#include <fmt/core.h>

#include <algorithm>

namespace beaconscope::words {

namespace {

/// Returns for example "1 s".
std::string numberText(double value, const detect::ParameterInfo& info) {
    return fmt::format("{:.{}f}{}{}", value, info.decimals, info.unit.empty() ? "" : " ",
                       info.unit);
}

const char* seriesText(series::Grouping grouping) {
    switch (grouping) {
    case series::Grouping::ClientName:
        return "client and name";
    case series::Grouping::ClientDomain:
        return "client and registered domain";
    case series::Grouping::Name:
        return "name, over all clients";
    }
    return "";
}

void addDetection(const detect::DetectionSettings& settings, std::vector<Difference>& found) {
    const detect::DetectorInfo& info = settings.detector->info();
    const auto standard = detect::defaultDetectionSettings();
    if (settings.detector != standard.detector)
        found.push_back({ChangedIn::Detector, "Detector: " + info.title,
                         fmt::format("Another detector than the default, “{}”. {}",
                                     standard.detector->info().title, info.description)});
    const auto own = detect::settingsFor(settings.detector);
    if (settings.grouping != own.grouping)
        found.push_back({ChangedIn::Detector,
                         std::string("Series by ") + seriesText(settings.grouping),
                         fmt::format("The default is {}.", seriesText(own.grouping))});
    for (std::size_t i = 0; i < info.parameters.size(); ++i) {
        const detect::ParameterInfo& parameter = info.parameters[i];
        if (settings.parameters[i] == own.parameters[i])
            continue;
        found.push_back(
            {ChangedIn::Detector,
             fmt::format("{}: {}", parameter.title, numberText(settings.parameters[i], parameter)),
             fmt::format("The default is {}. {}", numberText(own.parameters[i], parameter),
                         parameter.help)});
    }
}

void addRules(const rules::RuleSet& rules, std::vector<Difference>& found) {
    const rules::RuleSet standard = rules::RuleSet::defaults();
    if (rules == standard)
        return;
    const auto missing = [](const rules::RuleSet& from, const rules::RuleSet& in) {
        return std::ranges::count_if(from.rules(), [&](const rules::Rule& rule) {
            return std::ranges::find(in.rules(), rule) == in.rules().end();
        });
    };
    const auto added = static_cast<std::uint64_t>(missing(rules, standard));
    const auto removed = static_cast<std::uint64_t>(missing(standard, rules));
    std::string title = "Rules in another order";
    if (added > 0 || removed > 0)
        title = fmt::format("{} changed", counted(std::max(added, removed), "rule", "rules"));
    found.push_back({ChangedIn::Rules, title,
                     fmt::format("Rules of your own: {}. Default rules that were changed or "
                                 "deleted: {}.",
                                 withThousands(added), withThousands(removed))});
}

} // namespace

std::vector<Difference> differencesFromDefault(const snapshot::AnalysisSettings& settings) {
    std::vector<Difference> found;
    addDetection(settings.detection, found);
    if (settings.includeMulticast)
        found.push_back({ChangedIn::Detector, "mDNS and LLMNR included",
                         "By default, queries that hosts of a local network send each other are "
                         "not judged, because they repeat by nature."});
    addRules(*settings.rules, found);
    if (!settings.knownServicesFile.empty())
        found.push_back({ChangedIn::KnownServices, "Your known services",
                         fmt::format("The list of known services is read from {}.",
                                     settings.knownServicesFile)});
    return found;
}

} // namespace beaconscope::words
