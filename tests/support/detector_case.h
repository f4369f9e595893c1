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

/// Of a series in the tables beside a case: client and registered domain, "*nx*" for a pool.
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
    double periodSeconds = 0;   ///< mean gap without losses
    bool changesPeriod = false; ///< has no one period
};

struct CaseLabels {
    std::vector<LabelledBeacon> beacons;
    std::map<UnitName, std::string> benign; ///< class; a unit not listed is ordinary browsing
};

bool isOf(const LabelledBeacon& beacon, const UnitName& unit);

/// Whether a logarithm agrees with the reference's as far as the specification asks for.
bool isClose(double actual, double expected);

/// Counts over all cases, for the bar that the specification sets for the whole set.
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

/// Paths, without their endings, of the cases that come with the tests.
QStringList ownDetectorCases();
/// ownDetectorCases(), then those of another folder where there is one:
/// BEACONSCOPE_DETECTOR_CASES, else beside the source tree.
QStringList detectorCases();

/// The lines of its table, packets in order; empty when it cannot be read.
QStringList caseLines(const QString& path);
std::map<UnitName, ReferenceNumbers> readReference(const QString& path);
CaseLabels readLabels(const QString& path);

} // namespace beaconscope::test
