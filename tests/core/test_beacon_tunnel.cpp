// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/tunnel/tunnel.h"
#include "core/dns/record_type.h"
#include "core/dns/registered_domain.h"
#include "tests/support/capture_folders.h"
#include "tests/support/detector_case.h"
#include "tests/support/null_series.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTest>

#include <map>
#include <string>

using namespace beaconscope;
using namespace beaconscope::detect::tunnel;

namespace {

constexpr std::uint16_t kA = 1;
constexpr std::uint16_t kTxt = 16;
constexpr std::uint16_t kAaaa = 28;

/// Queries with the texts that they look at.
struct Traffic {
    std::vector<std::string> subdomains;
    std::vector<TunnelQuery> queries;

    void add(const std::string& subdomain, std::uint16_t type) {
        add(subdomain, type, static_cast<double>(queries.size()));
    }

    void add(const std::string& subdomain, std::uint16_t type, double seconds) {
        const auto position = std::find(subdomains.begin(), subdomains.end(), subdomain);
        TunnelQuery query;
        query.name = static_cast<std::uint32_t>(position - subdomains.begin());
        query.type = type;
        query.timeSeconds = seconds;
        query.queryBytes = 40;
        query.responseBytes = 100;
        queries.push_back(query);
        if (position == subdomains.end())
            subdomains.push_back(subdomain);
    }

    TunnelVolume measure() {
        for (TunnelQuery& query : queries)
            query.subdomain = subdomains[query.name];
        return measureTunnel(queries);
    }
};

std::string randomHex(std::size_t length, test::Random& random) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i)
        text += "0123456789abcdef"[random.below(16)];
    return text;
}

bool isTunnel(Traffic traffic) {
    return looksLikeTunnel(traffic.measure(), {});
}

struct TableRow {
    QString client, name;
    std::uint16_t type = 0;
    double seconds = 0;
};

/// The queries of a dissector's table.
std::vector<TableRow> rowsOfTable(const QString& path) {
    std::vector<TableRow> rows;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    while (!file.atEnd()) {
        const QStringList field = QString::fromUtf8(file.readLine()).split('\t');
        if (field.size() >= 8)
            rows.push_back({field[2], field[6], field[5].toUShort(), field[1].toDouble()});
    }
    return rows;
}

/// The queries of a labelled case.
std::vector<TableRow> rowsOfCase(const QString& path) {
    std::vector<TableRow> rows;
    for (const QString& line : test::caseLines(path)) {
        const QStringList field = line.split('\t');
        if (field[4] == "0")
            rows.push_back({field[1], field[2], field[3].toUShort(), field[0].toDouble()});
    }
    return rows;
}

/// Client and registered domain of everything that looks like a tunnel, with the names that the
/// default rules exclude left out.
QSet<QString> tunnelsIn(const std::vector<TableRow>& rows) {
    const dns::SuffixList suffixes;
    std::map<QString, Traffic> byPair;
    for (const TableRow& row : rows) {
        const QString name = row.name.toLower();
        if (name.isEmpty() || name.startsWith('<') || name.endsWith(".arpa"))
            continue;
        const std::string canonical = name.toStdString();
        const std::string domain(suffixes.registeredDomain(canonical));
        if (domain.size() >= canonical.size())
            continue;
        byPair[row.client + ' ' + QString::fromStdString(domain)].add(
            canonical.substr(0, canonical.size() - domain.size() - 1), row.type, row.seconds);
    }
    QSet<QString> result;
    for (auto& [pair, traffic] : byPair) {
        if (looksLikeTunnel(traffic.measure(), {}))
            result.insert(pair);
    }
    return result;
}

} // namespace

Q_DECLARE_METATYPE(std::vector<TableRow>)

class TestBeaconTunnel : public QObject {
    Q_OBJECT

private slots:
    void measuresNames() {
        Traffic traffic;
        traffic.add("ab.abcd", kTxt);
        traffic.add("ab.abcd", kTxt); // asked again
        traffic.add("ab.abcd", kAaaa);
        traffic.add("cd", kTxt);
        const TunnelVolume volume = traffic.measure();
        QCOMPARE(volume.queries, std::size_t{4});
        QCOMPARE(volume.names, std::size_t{2});
        QCOMPARE(volume.newShare, 0.75);
        QCOMPARE(volume.meanLength, 4.0);
        QCOMPARE(volume.entropyBits, 2.0); // a, b, c, d twice each
        QCOMPARE(volume.bitsPerName, 8.0);
        QCOMPARE(volume.longestLabel, std::size_t{4});
        QCOMPARE(volume.dataTypeShare, 0.75);
        QCOMPARE(volume.queryBytes, std::uint64_t{160});
        QCOMPARE(volume.lastSeconds - volume.firstSeconds, 3.0);
        QCOMPARE(measureTunnel({}).names, std::size_t{0});
    }

    void measuresBytesAndNotTheirEscapes() {
        Traffic traffic;
        traffic.add("\\001\\002\\.\\255", kTxt);
        const TunnelVolume volume = traffic.measure();
        QCOMPARE(volume.longestLabel, std::size_t{4});
        QCOMPARE(volume.meanLength, 4.0);
        QCOMPARE(volume.entropyBits, 2.0);
    }

    void hashesLookedUpOneByOneAreNone() {
        test::Random random(4);
        Traffic lookUps;
        Traffic answeredAtLength;
        for (int i = 0; i < 2'000; ++i) {
            const std::string hash = randomHex(40, random);
            lookUps.add(hash, kTxt, 20.0 * i);
            lookUps.queries.back().responseBytes = 60;
            answeredAtLength.add(hash, kTxt, 20.0 * i);
            answeredAtLength.queries.back().responseBytes = 200;
        }
        QVERIFY(!isTunnel(lookUps));
        QCOMPARE(lookUps.measure().answerBytes, 20.0);
        QCOMPARE(decidingLimit(lookUps.measure(), {}).value, std::string("0 % in a stream"));
        QVERIFY(isTunnel(answeredAtLength));
    }

    void dataInNamesIsATunnel() {
        test::Random random(1);
        Traffic traffic;
        for (int i = 0; i < 120; ++i)
            traffic.add(randomHex(40, random), kTxt);
        QVERIFY(isTunnel(traffic));
        const TunnelVolume volume = traffic.measure();
        const double alone = tunnelPriority(volume, {}, {1, 10});
        QVERIFY(alone > 50 && alone < 100);
        QVERIFY(tunnelPriority(volume, {}, {10, 10}) < alone / 3);
        const auto reasons = explainTunnel(volume, {}, {1, 10});
        QVERIFY(reasons.front().starts_with("The names may carry data"));
        QVERIFY(reasons[1].starts_with("120 different names in 120 queries"));
        QVERIFY(reasons.back().find("1 of 10 clients") != std::string::npos);

        Traffic shorter;
        for (int i = 0; i < 99; ++i)
            shorter.add(randomHex(40, random), kTxt);
        QVERIFY(!isTunnel(shorter));
        QCOMPARE(decidingLimit(shorter.measure(), {}).value, std::string("99 names"));
        const auto none = explainTunnel(shorter.measure(), {}, {1, 10});
        QVERIFY(none.front().starts_with("99 different names in 99 queries"));
        TunnelLimits strict;
        strict.leastBitsPerName = 1'000;
        QCOMPARE(decidingLimit(volume, strict).limit, std::string("at least 1000"));
    }

    void addressLookUpsNeedMore() {
        test::Random random(2);
        Traffic hashes; // as antivirus programs ask
        for (int i = 0; i < 300; ++i)
            hashes.add(randomHex(40, random), kA);
        QVERIFY(!isTunnel(hashes));
        for (int i = 0; i < 300; ++i)
            hashes.add(randomHex(40, random), kA);
        QVERIFY(isTunnel(hashes));
    }

    void blocklistsAndContentNetworksAreNone() {
        test::Random random(3);
        Traffic blocklist;
        Traffic network;
        for (int i = 0; i < 2000; ++i) {
            std::string address;
            for (int part = 0; part < 4; ++part)
                address += std::to_string(random.below(256)) + '.';
            blocklist.add(address + "zen", i % 2 == 0 ? kA : kTxt);
            network.add('d' + randomHex(13, random), kA);
            network.add(network.subdomains.back(), kAaaa);
        }
        QVERIFY(!isTunnel(blocklist));
        QVERIFY(!isTunnel(network));
    }

    void browsingIsNone() {
        Traffic traffic;
        for (int round = 0; round < 20; ++round) {
            for (int host = 0; host < 150; ++host)
                traffic.add("a-long-label-of-some-web-host-" + std::to_string(host), kTxt);
        }
        QVERIFY(!isTunnel(traffic));
    }

    /// Of every case that comes with the tests; of real captures, where there are any, too.
    void findsTunnelsAndNothingElse_data() {
        QTest::addColumn<std::vector<TableRow>>("rows");
        QTest::addColumn<QSet<QString>>("tunnels");
        for (const QString& path : test::ownDetectorCases())
            QTest::newRow(qPrintable(QFileInfo(path).fileName()))
                << rowsOfCase(path) << labelledTunnels(path);
        if (testing::captureFolders().size() > 1)
            addRealCaptures(QString::fromStdString(testing::captureFolders().back()) + "/oracle");
    }
    void findsTunnelsAndNothingElse() {
        QFETCH(std::vector<TableRow>, rows);
        QFETCH(QSet<QString>, tunnels);
        QVERIFY(!rows.empty());
        QCOMPARE(tunnelsIn(rows), tunnels);
    }

private:
    static QSet<QString> labelledTunnels(const QString& path) {
        QSet<QString> tunnels;
        for (const auto& [name, kind] : test::readLabels(path).benign) {
            if (kind == "tunnel")
                tunnels.insert(QString::fromStdString(name.first + ' ' + name.second));
        }
        return tunnels;
    }

    static void addRealCaptures(const QDir& tables) {
        static const std::map<QString, QString> kTunnels{
            {"c2__DNS-Tunnel-Datasets__iodine-cname.pcap", "192.168.117.128 ggy666.tk"},
            {"c2__DNS-Tunnel-Datasets__dnscat2-cname_00001_20230903170247.pcap",
             "192.168.68.62 ggy666.tk"},
            {"c2__DNS-Tunnel-Datasets__AndIodine-MX_00001_20230921200640.pcap",
             "172.16.1.15 ggy666.tk"},
            {"c2__datasets-malicious-dns__sods.pcap", "192.168.1.17 hsc.fr"},
            {"c2__comnet24s__examples.elastic.github.com.pcap", "10.0.2.30 pirate.sea"},
            {"c2__dns-tunneling-benchmark__packets-dnstt-20240910-154444.pcap",
             "172.22.0.3 example.com"},
        };
        for (const auto& [file, pair] : kTunnels)
            QTest::newRow(qPrintable(file))
                << rowsOfTable(tables.filePath(file + ".queries.tsv")) << QSet<QString>{pair};
        for (const QString& file : tables.entryList({"benign__*.queries.tsv"}))
            QTest::newRow(qPrintable(file))
                << rowsOfTable(tables.filePath(file)) << QSet<QString>();
    }
};

BEACONSCOPE_TEST(TestBeaconTunnel)
#include "test_beacon_tunnel.moc"
