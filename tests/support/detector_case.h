// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace beaconscope::test {

/// The name of a series in the tables beside a case: its client and its registered domain, or
/// "*nx*" for a pool of names that do not exist.
using UnitName = std::pair<std::string, std::string>;

/// The numbers that the reference implementation gave for a unit.
struct ReferenceNumbers {
    std::size_t queries = 0;
    std::size_t beats = 0;
    double levelSeconds = 0;
    double lnPFree = 0;
    double lnPFinal = 0;
    double periodSeconds = 0;
    bool comb = false;
    double missedRate = 0; ///< NaN: unknown
    double ttlMedianSeconds = 0;
    std::size_t clients = 0;
    double priority = 0;
};

struct LabelledBeacon {
    std::string client;
    std::vector<std::string> domains;
    std::string scenario;
    double periodSeconds = 0;   ///< mean interval without losses
    bool changesPeriod = false; ///< does not keep a single period
};

struct CaseLabels {
    std::vector<LabelledBeacon> beacons;
    /// The class of each unit. A unit that is not listed is ordinary browsing.
    std::map<UnitName, std::string> benign;
};

bool isOf(const LabelledBeacon& beacon, const UnitName& unit);

/// Returns whether a logarithm is as close to that of the reference as the specification demands.
bool isClose(double actual, double expected);

/// Counts over all cases. The specification sets limits for these totals.
struct CaseTotals {
    std::size_t beacons = 0;
    std::size_t found = 0;
    std::size_t referenceFound = 0;
    std::size_t browsing = 0; ///< findings that are browsing or a cache's refresh
    std::size_t onePeriod = 0;
    std::size_t periodRight = 0;

    bool meetsTheBar() const;
    QString describe() const;
};

/// Returns the paths, without their endings, of the cases that come with the tests.
QStringList ownDetectorCases();
/// Returns ownDetectorCases() and then the cases of another folder, if there is one: the folder
/// that BEACONSCOPE_DETECTOR_CASES names, or else one beside the source tree.
QStringList detectorCases();

/// Returns the lines of the case's table, in the order of packets. Empty when it cannot be read.
QStringList caseLines(const QString& path);
std::map<UnitName, ReferenceNumbers> readReference(const QString& path);
CaseLabels readLabels(const QString& path);

} // namespace beaconscope::test
