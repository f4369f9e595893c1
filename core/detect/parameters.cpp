// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/parameters.h"

namespace beaconscope::detect {

ParameterValues::ParameterValues(std::span<const ParameterInfo> infos) {
    m_values.reserve(infos.size());
    for (const ParameterInfo& info : infos)
        m_values.push_back(info.defaultValue);
}

ParameterValues ParameterValues::from(std::size_t first) const {
    ParameterValues rest;
    rest.m_values.assign(m_values.begin() + static_cast<std::ptrdiff_t>(first), m_values.end());
    return rest;
}

} // namespace beaconscope::detect
