// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::detect {

/// A number that the user may change.
struct ParameterInfo {
    std::string id;    ///< stable, with its unit: "max_stdev_s"
    std::string title; ///< "Largest standard deviation"
    std::string unit;  ///< "s", or empty
    std::string help;
    double defaultValue = 0;
    double minimum = 0;
    double maximum = 0;
    int decimals = 0;
};

/// Values for a detector's parameters, in the order of DetectorInfo::parameters.
class ParameterValues {
public:
    ParameterValues() = default;
    explicit ParameterValues(std::span<const ParameterInfo> infos);

    std::size_t size() const { return m_values.size(); }
    double operator[](std::size_t index) const { return m_values[index]; }
    void set(std::size_t index, double value) { m_values[index] = value; }
    /// Returns the values from `first` on, for a part of a detector that knows only its own.
    ParameterValues from(std::size_t first) const;

    bool operator==(const ParameterValues&) const = default;

private:
    std::vector<double> m_values;
};

} // namespace beaconscope::detect
