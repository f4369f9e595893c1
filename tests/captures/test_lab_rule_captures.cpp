// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "core/engine/investigation.h"
#include "tests/support/capture_folders.h"
#include "tests/support/case_capture.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

using namespace beaconscope;

namespace {

/// What the recorded table says of one series.
struct Expected {
    std::size_t count = 0;
    double minimumSeconds = 0;
    double deviationSeconds = 0;
    bool flagged = false;
};

/// By client ("*" for all of them) and name.
using SeriesTable = std::map<std::pair<QString, QString>, Expected>;

/// By file and variant.
std::map<std::pair<QString, QString>, SeriesTable> readTable(const QString& path) {
    std::map<std::pair<QString, QString>, SeriesTable> table;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return table;
    while (!file.atEnd()) {
        const QStringList fields = QString::fromUtf8(file.readLine()).trimmed().split(u'\t');
        if (fields.size() != 8 || fields[0].startsWith(u'#'))
            continue;
        table[{fields[0], fields[1]}][{fields[2], fields[3]}] = {
            fields[4].toULong(), fields[5].toDouble(), fields[6].toDouble(), fields[7] == u"1"};
    }
    return table;
}

SeriesTable seriesTable(const std::string& path, const std::string& detector) {
    snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
    settings.detection = detect::settingsFor(detect::findDetector(detector));
    engine::Investigation investigation;
    Progress progress;
    const auto snapshot = investigation.load({path}, settings, progress, {});
    SeriesTable table;
    for (std::size_t rank = 0; rank < snapshot->detection->size(); ++rank) {
        const detect::Finding finding = snapshot->detection->finding(rank);
        if (finding.isExcluded() || finding.judgement.beats.value_or(0) < 5)
            continue;
        const QString client =
            finding.key.client.isValid()
                ? QString::fromStdString(
                      snapshot->store.addresses[finding.key.client.index()].toString())
                : QStringLiteral("*");
        const QString name = QString::fromStdString(snapshot->store.names.text(finding.key.name));
        table[{client, name}] = {*finding.judgement.beats, finding.intervals.minimumSeconds,
                                 finding.intervals.standardDeviationSeconds,
                                 finding.judgement.flagged};
    }
    return table;
}

/// Where the script's figures and ours differ, and ours are meant.
struct KnownDifference {
    const char* file;
    const char* name;
    const char* reason;
};
constexpr const char* kQuoted = "the dissector counts messages quoted in ICMP errors, which nobody "
                                "sent as DNS";
constexpr const char* kApex = "the rule .local takes the name local itself with it";
constexpr const char* kTunnel = "the dissector lists the addresses of outer and inner IP header";
constexpr const char* kCopy = "a second copy of a packet within 10 ms, as a double tap makes it, "
                              "counts once";
constexpr auto kKnownDifferences = std::to_array<KnownDifference>({
    {"benign__IoT_Sentinel__WeMoInsightSwitch_Setup-A-9-STA.pcap", "alt4-mtalk.google.com", kCopy},
    {"benign__IoT_Sentinel__WeMoInsightSwitch_Setup-A-9-STA.pcap", "android.clients.google.com",
     kCopy},
    {"benign__IoT_Sentinel__WeMoInsightSwitch_Setup-A-9-STA.pcap", "api.xbcs.net", kCopy},
    {"benign__compactor__knot-live.raw.pcapng", "ns3.msft.net", kQuoted},
    {"benign__compactor__knot-live.raw.pcapng", "wogojjfne.Belkin", kQuoted},
    {"benign__compactor__knot-live.raw.pcapng", "www.google.com", kQuoted},
    {"benign__compactor__knot-live.raw.pcapng", "local", kApex},
    {"c2__PCAP-ATTACK__cmds_over_dns_txt_queries_and_reponses.pcap", "c.1-1.24006.ns.ostrykebs.pl",
     kQuoted},
    {"proto__ipfixprobe__mixed.pcap", "ns1.internal.example.org", kTunnel},
    {"proto__mercury__openvpn_tcp_single.pcap", "local", kApex},
    {"proto__nDPI__KakaoTalk_chat.pcap", "plus-talk.kakao.com", kQuoted},
});

bool isKnownDifference(const QString& file, const QString& name) {
    return std::any_of(
        kKnownDifferences.begin(), kKnownDifferences.end(), [&](const KnownDifference& known) {
            return file == QLatin1String(known.file) && name == QLatin1String(known.name);
        });
}

/// The dissector has words of its own for odd names and writes odd bytes as they are.
bool isPlainName(const QString& name) {
    return !name.startsWith(u'<') && name != u"." && !name.contains(u'\\') &&
           std::all_of(name.begin(), name.end(),
                       [](QChar c) { return c > u' ' && c < QChar(0x7f); });
}

void removeOddNames(SeriesTable& table, const QString& file) {
    std::erase_if(table, [&](const auto& entry) {
        const QString& name = entry.first.second;
        return !isPlainName(name) || isKnownDifference(file, name);
    });
}

QStringList differences(const SeriesTable& expected, const SeriesTable& actual) {
    QStringList lines;
    for (const auto& [key, want] : expected) {
        const auto found = actual.find(key);
        if (found == actual.end()) {
            lines
                << QStringLiteral("missing: %1 %2 (%3)").arg(key.first, key.second).arg(want.count);
            continue;
        }
        const Expected& have = found->second;
        if (have.count != want.count || have.flagged != want.flagged ||
            std::abs(have.minimumSeconds - want.minimumSeconds) > 2e-6 ||
            std::abs(have.deviationSeconds - want.deviationSeconds) > 2e-6)
            lines << QStringLiteral("%1 %2: count %3 (want %4), min %5 (%6), sd %7 (%8), flag %9")
                         .arg(key.first, key.second)
                         .arg(have.count)
                         .arg(want.count)
                         .arg(have.minimumSeconds)
                         .arg(want.minimumSeconds)
                         .arg(have.deviationSeconds)
                         .arg(want.deviationSeconds)
                         .arg(have.flagged);
    }
    for (const auto& [key, have] : actual) {
        if (!expected.contains(key))
            lines << QStringLiteral("extra: %1 %2 (%3)").arg(key.first, key.second).arg(have.count);
    }
    return lines;
}

} // namespace

/// Both lab rules against what the script's logic gives, without this program, on what is known to
/// be in generated captures and on an independent dissector's output of real ones.
class TestLabRuleCaptures : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheScript_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("detector");
        const QString cases = BEACONSCOPE_SOURCE_DIR "/tests/data/cases";
        m_table = readTable(cases + "/lab_rule.tsv");
        QVERIFY(!m_table.empty());
        for (const auto& [key, series] : m_table) {
            const QString capture = m_folder.filePath(key.first);
            QVERIFY(test::writeCaseAsCapture(cases + u'/' + key.first, capture));
            addRow(key, capture);
        }
        const QString real = QString::fromStdString(testing::captureFolders().back());
        if (real == QString::fromStdString(testing::ownCaptures()))
            return;
        auto table = readTable(real + "/lab_rule.tsv");
        QVERIFY(!table.empty());
        for (const auto& [key, series] : table)
            addRow(key, real + u'/' + key.first);
        m_table.merge(table);
    }
    void agreesWithTheScript() {
        QFETCH(QString, path);
        QFETCH(QString, detector);
        const QString file = path.section(u'/', -1);
        const QString variant =
            detector == u"lab" ? QStringLiteral("queries") : QStringLiteral("exact");
        SeriesTable expected = m_table[{file, variant}];
        SeriesTable actual = seriesTable(path.toStdString(), detector.toStdString());
        removeOddNames(expected, file);
        removeOddNames(actual, file);
        const QStringList lines = differences(expected, actual);
        QVERIFY2(lines.isEmpty(), qPrintable(lines.join(u'\n')));
    }

private:
    static void addRow(const std::pair<QString, QString>& fileAndVariant, const QString& path) {
        const auto& [file, variant] = fileAndVariant;
        const QString detector = variant == u"exact" ? "lab-exact" : "lab";
        QTest::newRow(qPrintable(file + u' ' + detector)) << path << detector;
    }

    QTemporaryDir m_folder;
    std::map<std::pair<QString, QString>, SeriesTable> m_table;
};

BEACONSCOPE_TEST(TestLabRuleCaptures)
#include "test_lab_rule_captures.moc"
