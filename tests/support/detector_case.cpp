// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/detector_case.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <algorithm>
#include <cmath>
#include <limits>

namespace beaconscope::test {

namespace {

QStringList lines(const QByteArray& bytes) {
    QStringList result = QString::fromUtf8(bytes).split('\n', Qt::SkipEmptyParts);
    result.removeIf([](const QString& line) { return line.startsWith('#'); });
    return result;
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList casesIn(const QString& path) {
    const QDir folder(path);
    QStringList result;
    for (const QString& file : folder.entryList({"*.tsv.xz"}, QDir::Files, QDir::Name))
        result.append(folder.filePath(file.chopped(7)));
    return result;
}

} // namespace

bool isOf(const LabelledBeacon& beacon, const UnitName& unit) {
    return beacon.client == unit.first &&
           std::ranges::find(beacon.domains, unit.second) != beacon.domains.end();
}

bool isClose(double actual, double expected) {
    return std::abs(actual - expected) <= std::max(1.0, 0.05 * std::abs(expected));
}

bool CaseTotals::meetsTheBar() const {
    return beacons > 0 && onePeriod > 0 && found >= referenceFound && browsing <= 4 &&
           periodRight * 100 >= onePeriod * 85;
}

QString CaseTotals::describe() const {
    return QStringLiteral("beacons %1, found %2 (reference %3), browsing or TTL refresh flagged "
                          "%4, period within 5 % for %5 of %6")
        .arg(beacons)
        .arg(found)
        .arg(referenceFound)
        .arg(browsing)
        .arg(periodRight)
        .arg(onePeriod);
}

QStringList ownDetectorCases() {
    return casesIn(BEACONSCOPE_SOURCE_DIR "/tests/data/cases");
}

QStringList detectorCases() {
    return ownDetectorCases() +
           casesIn(qEnvironmentVariable("BEACONSCOPE_DETECTOR_CASES",
                                        BEACONSCOPE_SOURCE_DIR "/../shared/detector/cases/dev"));
}

QStringList caseLines(const QString& path) {
    QProcess xz;
    xz.start("xz", {"-dc", path + ".tsv.xz"});
    if (!xz.waitForFinished(60'000) || xz.exitCode() != 0)
        return {};
    return lines(xz.readAllStandardOutput());
}

std::map<UnitName, ReferenceNumbers> readReference(const QString& path) {
    std::map<UnitName, ReferenceNumbers> result;
    for (const QString& line : lines(contents(path + ".reference.tsv"))) {
        const QStringList field = line.split('\t');
        ReferenceNumbers numbers;
        numbers.queries = field[2].toULong();
        numbers.beats = field[3].toULong();
        numbers.levelSeconds = field[4].toDouble();
        numbers.lnPFree = field[5].toDouble();
        numbers.lnPFinal = field[6].toDouble();
        numbers.periodSeconds = field[7].toDouble();
        numbers.comb = field[8] == "1";
        numbers.missedRate =
            field[13] == "nan" ? std::numeric_limits<double>::quiet_NaN() : field[13].toDouble();
        numbers.ttlMedianSeconds = field[14].toDouble();
        numbers.clients = field[15].toULong();
        numbers.priority = field[16].toDouble();
        result[{field[0].toStdString(), field[1].toStdString()}] = numbers;
    }
    return result;
}

CaseLabels readLabels(const QString& path) {
    CaseLabels labels;
    for (const QString& line : lines(contents(path + ".labels.tsv"))) {
        const QStringList field = line.split('\t');
        if (field[0] != "beacon") {
            labels.benign[{field[1].toStdString(), field[2].toStdString()}] =
                field[0].toStdString();
            continue;
        }
        std::map<QString, QString> parameters;
        for (const QString& parameter : field[4].split(' '))
            parameters[parameter.section('=', 0, 0)] = parameter.section('=', 1);
        LabelledBeacon beacon;
        beacon.client = field[1].toStdString();
        for (const QString& domain : field[2].split(','))
            beacon.domains.push_back(domain.toStdString());
        beacon.scenario = field[3].toStdString();
        beacon.changesPeriod = field[3].startsWith("e_change");
        const double jitter = parameters["j"].toDouble();
        const QString kind = parameters["kind"];
        const double factor = kind == "cs" ? 1 - jitter / 2 : kind == "sliver" ? 1 + jitter / 2 : 1;
        beacon.periodSeconds = parameters["P"].toDouble() * factor;
        labels.beacons.push_back(beacon);
    }
    return labels;
}

} // namespace beaconscope::test
