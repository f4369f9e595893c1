// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/detector_case.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_map>

namespace beaconscope::test {

using namespace beaconscope::detect::rhythm;

namespace {

/// The cases' own rule, in place of the public suffix list.
std::string registeredDomain(const QString& name) {
    static const std::set<QString> kSecondLevel{"co", "com", "net", "org", "gov",
                                                "ac", "edu", "or",  "ne",  "go"};
    const QStringList labels = name.split('.');
    const auto count = labels.size();
    const bool three =
        count > 2 && labels[count - 1].size() == 2 && kSecondLevel.contains(labels[count - 2]);
    return labels.mid(std::max<qsizetype>(0, count - (three ? 3 : 2))).join('.').toStdString();
}

bool isExcluded(const QString& name) {
    return name.endsWith(".local") || name.endsWith(".in-addr.arpa") ||
           name.endsWith(".ip6.arpa") || name.contains("_ldap") || name.contains("_msdcs");
}

class Numbering {
public:
    explicit Numbering(std::vector<std::string>& texts)
        : m_texts(texts) {}

    std::uint32_t operator()(const std::string& text) {
        const auto [position, isNew] =
            m_ids.emplace(text, static_cast<std::uint32_t>(m_texts.size()));
        if (isNew)
            m_texts.push_back(text);
        return position->second;
    }

private:
    std::vector<std::string>& m_texts;
    std::unordered_map<std::string, std::uint32_t> m_ids;
};

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

/// The answer belongs to the last two of its query's copies that have none.
void applyAnswer(DetectorCase& one, const std::vector<std::size_t>& copies, double ttl,
                 std::uint16_t rcode) {
    const std::size_t count = copies.size();
    for (std::size_t i = count < 2 ? 0 : count - 2; i < count; ++i) {
        Query& query = one.queries[copies[i]].query;
        if (query.ttlSeconds >= 0)
            continue;
        query.ttlSeconds = ttl;
        query.rcode = rcode;
    }
}

} // namespace

UnitName nameOf(const DetectorCase& one, const Unit& unit) {
    return {one.clients[unit.client],
            unit.kind == UnitKind::Pair ? one.domains[unit.domain] : std::string("*nx*")};
}

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

std::optional<DetectorCase> readCase(const QString& path) {
    const QStringList messages = caseLines(path);
    if (messages.isEmpty())
        return std::nullopt;
    DetectorCase one;
    Numbering clientNumber(one.clients);
    Numbering domainNumber(one.domains);
    Numbering nameNumber(one.names);
    std::vector<std::string> hosts;
    Numbering hostNumber(hosts);
    std::unordered_map<std::string, std::vector<std::size_t>> copiesByQuestion;
    std::optional<double> origin;
    for (const QString& line : messages) {
        const QStringList field = line.split('\t');
        const QString name = field[2].toLower();
        if (isExcluded(name))
            continue;
        const std::string question =
            QStringList{field[1], field[2], field[3], field[5]}.join('\t').toStdString();
        auto& copies = copiesByQuestion[question];
        if (field[4] != "0") {
            applyAnswer(one, copies, field[6].toDouble(), field[7].toUShort());
            continue;
        }
        // Through doubles since 1970, unlike the product: the reference's numbers come from times
        // rounded like this, and names that are asked for together differ by less.
        const double epochSeconds = field[0].toDouble();
        if (!origin)
            origin = epochSeconds;
        CaptureQuery row;
        row.client = clientNumber(field[1].toStdString());
        const std::string domain = registeredDomain(name);
        const std::string canonical = name.toStdString();
        row.domain = domainNumber(domain);
        row.host = hostNumber(canonical.substr(0, canonical.size() - domain.size()));
        row.query.timeSeconds = epochSeconds - *origin;
        row.query.name = nameNumber(canonical);
        row.query.type = field[3].toUShort();
        row.query.id = field[5].toUShort();
        copies.push_back(one.queries.size());
        one.queries.push_back(row);
    }
    return one;
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
