// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/service_of_series.h"

#include <fmt/core.h>

#include <array>

namespace beaconscope::detect {

namespace {

ServiceOfSeries serviceOf(const KnownServices& services, const store::NameTableView& texts,
                          NameId name) {
    ServiceOfSeries found{services.find(texts.text(name)), true};
    if (found.service != nullptr)
        found.isOwn = texts.text(texts.domainOf(name)).size() <= found.service->name.size();
    return found;
}

std::string titleOf(const KnownService& service) {
    return service.source.empty()
               ? fmt::format("{} ({})", service.title, service.kind)
               : fmt::format("{} ({}; {})", service.title, service.kind, service.source);
}

} // namespace

ServiceOfSeries serviceOf(const KnownServices& services, const store::NameTableView& texts,
                          std::span<const NameId> names) {
    ServiceOfSeries all;
    for (const NameId name : names) {
        const ServiceOfSeries one = serviceOf(services, texts, name);
        if (one.service == nullptr)
            return {};
        all.service = one.service;
        all.isOwn = all.isOwn && one.isOwn;
    }
    return all;
}

ServiceOfSeries serviceOf(const KnownServices& services, const series::AnalysisInput& input,
                          std::span<const EventId> rows) {
    constexpr double kNearlyAll = 0.95;
    const auto serviceAt = [&](std::size_t position) {
        return serviceOf(services, input.names, input.events[rows[position].index()].name);
    };
    std::size_t unknown = 0;
    for (const std::size_t position : std::array{std::size_t{0}, rows.size() / 2, rows.size() - 1})
        unknown += serviceAt(position).service == nullptr ? 1U : 0U;
    if (unknown > 1)
        return {};
    ServiceOfSeries all;
    std::size_t known = 0;
    for (std::size_t position = 0; position < rows.size(); ++position) {
        const ServiceOfSeries one = serviceAt(position);
        if (one.service == nullptr)
            continue;
        ++known;
        all.service = one.service;
        all.isOwn = all.isOwn && one.isOwn;
    }
    return static_cast<double>(known) >= kNearlyAll * static_cast<double>(rows.size())
               ? all
               : ServiceOfSeries{};
}

std::string describe(const ServiceOfSeries& known, const Prevalence& prevalence, bool isListed,
                     const std::string& lowers) {
    if (known.service == nullptr)
        return {};
    const std::string title = titleOf(*known.service);
    if (!known.explains(prevalence))
        return fmt::format("The names are those of a known service: {}. But anybody can have a "
                           "name below {}, and no other client asks: not listed lower.",
                           title, known.service->name);
    return fmt::format("Known service: {}.{} That it is this service is not proven.", title,
                       isListed ? " " + lowers : "");
}

} // namespace beaconscope::detect
