#include "core/base/sha256.h"
#include "core/simulate/pcap_writer.h"
#include "core/simulate/simulated_capture.h"
#include "core/simulate/traffic_generator.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <sstream>

using namespace beaconscope;
using namespace beaconscope::simulate;

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

/// A packet without its bytes.
struct Seen {
    Timestamp time;
    std::uint32_t host;
    bool isResponse;
    std::string name;
    dns::RecordType type;
    std::uint32_t ttlSeconds;
};

std::vector<Seen> play(const Scenario& scenario) {
    TrafficGenerator generator(scenario);
    SimulatedPacket packet;
    std::vector<Seen> all;
    while (generator.next(packet))
        all.push_back({packet.time, packet.host, packet.isResponse, std::string(packet.name),
                       packet.type, packet.ttlSeconds});
    return all;
}

std::string bytesOf(const Scenario& scenario) {
    std::ostringstream out;
    writeCapture(scenario, out);
    return out.str();
}

std::string hashOf(const std::string& bytes) {
    Sha256 hash;
    hash.update(std::as_bytes(std::span(bytes)));
    return hash.finish().value();
}

Scenario quiet() {
    Scenario scenario;
    scenario.browsing.reset();
    scenario.lostResponseShare = 0;
    return scenario;
}

Scenario withBeacon(const Rhythm& rhythm) {
    Scenario scenario = quiet();
    scenario.duration = hours{24};
    scenario.beacons = {{1, "beacon.example", rhythm}};
    return scenario;
}

std::vector<Timestamp> queryTimes(const std::vector<Seen>& packets, const std::string& name) {
    std::vector<Timestamp> times;
    for (const Seen& packet : packets) {
        if (!packet.isResponse && packet.name == name)
            times.push_back(packet.time);
    }
    return times;
}

std::vector<double> intervals(const std::vector<Timestamp>& times) {
    std::vector<double> gaps;
    for (std::size_t i = 1; i < times.size(); ++i)
        gaps.push_back(seconds(times[i] - times[i - 1]));
    return gaps;
}

/// The rule of the lab script: at least 5 times, no interval below 1 s, population standard
/// deviation below 1 s.
bool labRuleFlags(const std::vector<Timestamp>& times) {
    const std::vector<double> gaps = intervals(times);
    if (times.size() < 5 || *std::min_element(gaps.begin(), gaps.end()) < 1)
        return false;
    double mean = 0, variance = 0;
    for (const double gap : gaps)
        mean += gap / static_cast<double>(gaps.size());
    for (const double gap : gaps)
        variance += (gap - mean) * (gap - mean) / static_cast<double>(gaps.size());
    return std::sqrt(variance) < 1;
}

unsigned word(const std::string& bytes, std::size_t offset) {
    return static_cast<unsigned char>(bytes[offset]) * 256U +
           static_cast<unsigned char>(bytes[offset + 1]);
}

/// One's complement sum of 16-bit words (RFC 1071), computed apart from the product's code.
unsigned sum(const std::string& bytes, std::size_t first, std::size_t last, unsigned start) {
    std::string padded = bytes.substr(first, last - first);
    if (padded.size() % 2 == 1)
        padded += '\0';
    for (std::size_t i = 0; i < padded.size(); i += 2)
        start += word(padded, i);
    while (start > 0xffff)
        start = start % 65'536 + start / 65'536;
    return start;
}

} // namespace

class TestSimulate : public QObject {
    Q_OBJECT

private slots:
    /// Fails when the sample changes: it is what documentation, screenshots and lessons refer to,
    /// and it must come out the same on every platform and in every version.
    void sampleIsTheSameEverywhere() {
        const std::string bytes = bytesOf(classroomSample());
        QCOMPARE(bytes, bytesOf(classroomSample()));
        QVERIFY(bytes.size() < 1'000'000);
        QCOMPARE(hashOf(bytes),
                 std::string("afae9db158306977bd9829eac3f4f85af24aaf6ff648a90c00b95659678d5434"));
    }

    void seedChangesTheBytes() {
        Scenario scenario = classroomSample();
        ++scenario.seed;
        QVERIFY(bytesOf(scenario) != bytesOf(classroomSample()));
    }

    /// What the sample is there to teach.
    void sampleShowsWhatTheLabRuleFindsAndMisses() {
        std::map<std::pair<std::uint32_t, std::string>, std::vector<Timestamp>> queries;
        std::map<std::string, std::vector<Timestamp>> messages;
        for (const Seen& packet : play(classroomSample())) {
            if (packet.name.find("_ldap") != std::string::npos)
                continue;
            messages[packet.name].push_back(packet.time);
            if (!packet.isResponse)
                queries[{packet.host, packet.name}].push_back(packet.time);
        }
        std::set<std::string> flagged;
        for (const auto& [key, times] : queries) {
            if (labRuleFlags(times))
                flagged.insert(key.second);
        }
        const Scenario sample = classroomSample();
        QCOMPARE(flagged, std::set<std::string>{sample.beacons[0].name});

        const auto& jittered = queries[{sample.beacons[1].host, sample.beacons[1].name}];
        QVERIFY(jittered.size() >= 40);
        const auto gaps = intervals(jittered);
        QVERIFY(*std::min_element(gaps.begin(), gaps.end()) >= 1); // it is the jitter that saves it
        // Missed beats make gaps of two periods or more.
        QVERIFY(std::count_if(gaps.begin(), gaps.end(), [](double gap) { return gap > 130; }) >= 3);

        for (const auto& [name, times] : messages)
            QVERIFY2(!labRuleFlags(times), name.c_str());
        const auto& exact = messages[sample.beacons[0].name];
        const auto exactGaps = intervals(exact);
        QVERIFY(*std::min_element(exactGaps.begin(), exactGaps.end()) < 1); // the responses' doing
    }

    void sampleHasWhatAllHostsAskFor() {
        const Scenario sample = classroomSample();
        std::set<std::uint32_t> hosts;
        for (const Seen& packet : play(sample)) {
            if (packet.name == sample.services[0].name)
                hosts.insert(packet.host);
        }
        QCOMPARE(hosts.size(), std::size_t{sample.hosts});
    }

    void packetsComeInOrderOfTime() {
        Scenario scenario = classroomSample();
        scenario.lostResponseShare = 0.2;
        const auto packets = play(scenario);
        QVERIFY(std::is_sorted(packets.begin(), packets.end(),
                               [](const Seen& a, const Seen& b) { return a.time < b.time; }));
        QVERIFY(packets.front().time >= scenario.start);
    }

    void beaconsKeepTheirPeriod() {
        const auto times = queryTimes(play(withBeacon({minutes{5}})), "beacon.example");
        QCOMPARE(times.size(), std::size_t{288});
        for (const double gap : intervals(times))
            QVERIFY(gap >= 300 && gap < 300.02);
    }

    void jitterFillsItsRange() {
        const auto symmetric =
            intervals(queryTimes(play(withBeacon({minutes{1}, 0.25})), "beacon.example"));
        const auto [least, most] = std::minmax_element(symmetric.begin(), symmetric.end());
        QVERIFY(*least >= 45 && *least < 46);
        QVERIFY(*most > 74 && *most < 75.02);

        const auto shortened = intervals(queryTimes(
            play(withBeacon({minutes{1}, 0.5, JitterKind::Shortening})), "beacon.example"));
        const auto [shortest, longest] = std::minmax_element(shortened.begin(), shortened.end());
        QVERIFY(*shortest >= 30 && *shortest < 31);
        QVERIFY(*longest > 59 && *longest < 60.02);
    }

    void missedBeatsKeepTheClock() {
        const auto gaps = intervals(queryTimes(
            play(withBeacon({minutes{1}, 0, JitterKind::Symmetric, 0.3})), "beacon.example"));
        QVERIFY(gaps.size() > 900 && gaps.size() < 1100); // of 1439
        for (const double gap : gaps)
            QVERIFY(std::abs(gap - 60 * std::round(gap / 60)) < 0.2);
    }

    void startIsKept() {
        Scenario scenario = withBeacon({minutes{1}});
        scenario.beacons[0].start = hours{3};
        const auto times = queryTimes(play(scenario), "beacon.example");
        QCOMPARE(times.front() - scenario.start, Duration(hours{3}));
    }

    void hostCacheHidesBeats() {
        Scenario scenario = withBeacon({minutes{1}});
        scenario.beacons[0].ttlSeconds = 150;
        for (const double gap : intervals(queryTimes(play(scenario), "beacon.example")))
            QVERIFY(gap >= 150);
    }

    void resolverGivesTheRemainingTtl() {
        Scenario scenario = quiet();
        scenario.hosts = 2;
        scenario.beacons = {{0, "shared.example", {hours{3}}, minutes{0}, 600},
                            {1, "shared.example", {hours{3}}, minutes{4}, 600}};
        std::vector<std::uint32_t> ttls;
        for (const Seen& packet : play(scenario)) {
            if (packet.isResponse)
                ttls.push_back(packet.ttlSeconds);
        }
        QCOMPARE(ttls, (std::vector<std::uint32_t>{600, 360}));
    }

    void lostResponsesAreAskedForAgain() {
        Scenario scenario = quiet();
        scenario.duration = minutes{1};
        scenario.lostResponseShare = 1;
        scenario.beacons = {{0, "lost.example", {minutes{5}}}};
        const auto packets = play(scenario);
        QCOMPARE(packets.size(), std::size_t{3});
        QCOMPARE(packets[1].time - packets[0].time, Duration(std::chrono::seconds{1}));
        QVERIFY(std::none_of(packets.begin(), packets.end(),
                             [](const Seen& packet) { return packet.isResponse; }));
    }

    void servicesAskForBothAddressFamilies() {
        Scenario scenario = quiet();
        scenario.services = {{"twin.example", {hours{3}}}};
        scenario.hosts = 1;
        std::set<dns::RecordType> types;
        for (const Seen& packet : play(scenario))
            types.insert(packet.type);
        QCOMPARE(types, (std::set<dns::RecordType>{dns::RecordType::A, dns::RecordType::Aaaa}));
    }

    void addingABeaconLeavesTheRestAlone() {
        Scenario scenario = classroomSample();
        scenario.lostResponseShare = 0;
        const auto before = queryTimes(play(scenario), scenario.beacons[0].name);
        scenario.beacons.push_back({0, "new.example", {minutes{2}}});
        QCOMPARE(queryTimes(play(scenario), scenario.beacons[0].name), before);
    }

    void checksumsAndLengthsAreRight() {
        Scenario scenario = classroomSample();
        scenario.duration = minutes{20};
        TrafficGenerator generator(scenario);
        SimulatedPacket packet;
        while (generator.next(packet)) {
            std::string bytes;
            for (const std::byte byte : packet.frame)
                bytes += static_cast<char>(byte);
            QCOMPARE(word(bytes, 12), 0x0800U);
            QCOMPARE(word(bytes, 16), static_cast<unsigned>(bytes.size() - 14));
            QCOMPARE(word(bytes, 38), static_cast<unsigned>(bytes.size() - 34));
            QCOMPARE(sum(bytes, 14, 34, 0), 0xffffU);
            const unsigned pseudoHeader = 17 + word(bytes, 38) + sum(bytes, 26, 34, 0);
            QCOMPARE(sum(bytes, 34, bytes.size(), pseudoHeader), 0xffffU);
            QVERIFY(word(bytes, 40) != 0);
        }
    }

    void writesThePcapFormat() {
        std::ostringstream out;
        PcapWriter writer(out);
        const std::array frame{std::byte{1}, std::byte{2}, std::byte{3}};
        writer.write(timestampFromSeconds(0x01020304, 999'999'999), frame);
        const QByteArray expected = QByteArray::fromHex("4d3cb2a1"
                                                        "02000400"
                                                        "00000000"
                                                        "00000000"
                                                        "00000400"
                                                        "01000000"
                                                        "04030201"
                                                        "ffc99a3b"
                                                        "03000000"
                                                        "03000000"
                                                        "010203");
        QCOMPARE(QByteArray::fromStdString(out.str()), expected);
    }

    void refusesImpossibleScenarios() {
        QVERIFY(!validate(classroomSample()));
        std::vector<Scenario> bad;
        const auto add = [&bad](auto change) {
            bad.push_back(classroomSample());
            change(bad.back());
        };
        add([](Scenario& s) { s.hosts = 0; });
        add([](Scenario& s) { s.hosts = kMaximumHosts + 1; });
        add([](Scenario& s) { s.duration = Duration::zero(); });
        add([](Scenario& s) { s.duration = Duration::max(); });
        add([](Scenario& s) { s.start = Timestamp::min(); });
        add([](Scenario& s) { s.start = Timestamp::max(); });
        add([](Scenario& s) { s.lostResponseShare = std::nan(""); });
        add([](Scenario& s) { s.browsing->sites = 0; });
        add([](Scenario& s) { s.browsing->meanPause = -minutes{1}; });
        add([](Scenario& s) { s.beacons[0].host = s.hosts; });
        add([](Scenario& s) { s.beacons[0].start = -minutes{1}; });
        add([](Scenario& s) { s.beacons[0].rhythm.period = Duration::zero(); });
        add([](Scenario& s) { s.beacons[0].rhythm.jitter = 1.01; });
        add([](Scenario& s) { s.beacons[0].rhythm.missedShare = -0.1; });
        for (const char* name : {"", ".", "a..b", "two words.example", "a\\b.example"})
            add([name](Scenario& s) { s.beacons[0].name = name; });
        add([](Scenario& s) { s.services[0].name = std::string(64, 'a') + ".example"; });
        add([](Scenario& s) {
            for (int i = 0; i < 30; ++i)
                s.services[0].name += ".longlabels";
        });
        for (std::size_t i = 0; i < bad.size(); ++i)
            QVERIFY2(validate(bad[i]), qPrintable(QString::number(i)));
    }

    void writesFilesOrNone() {
        const QTemporaryDir directory;
        const std::string path = directory.filePath("sample.pcap").toStdString();
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!writeCaptureFile(classroomSample(), path, stop.get_token()).hasValue());
        QVERIFY(!QFile::exists(QString::fromStdString(path)));
        const auto packets = writeCaptureFile(classroomSample(), path);
        QVERIFY(packets.hasValue());
        QCOMPARE(*packets, std::uint64_t{play(classroomSample()).size()});
        QCOMPARE(sha256OfFile(path, {}).value(), hashOf(bytesOf(classroomSample())));
    }

    void benchmarkCaptureHasTheWantedPackets() {
        const QTemporaryDir directory;
        const QString path = directory.filePath("bench.pcap");
        BenchmarkCapture wanted;
        wanted.packets = 20'000;
        wanted.otherShare = 0.25;
        QVERIFY(!writeBenchmarkCapture(wanted, path.toStdString()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string bytes = file.readAll().toStdString();
        std::uint64_t packets = 0, others = 0;
        for (std::size_t offset = 24; offset < bytes.size();) {
            const auto length = static_cast<unsigned char>(bytes[offset + 8]) +
                                256U * static_cast<unsigned char>(bytes[offset + 9]);
            others += bytes[offset + 16 + 23] == 6 ? 1U : 0U;
            ++packets;
            offset += 16 + length;
        }
        QCOMPARE(packets, wanted.packets);
        QVERIFY(others > 4'700 && others < 5'300);
    }

    void exponentialHasItsMeanAndTail() {
        Random random(7, 0);
        double total = 0;
        int beyond = 0;
        constexpr int kCount = 200'000;
        for (int i = 0; i < kCount; ++i) {
            const double value = seconds(random.exponential(minutes{10}));
            total += value / kCount;
            beyond += value > 600 ? 1 : 0;
        }
        QVERIFY(std::abs(total - 600) < 6);
        QVERIFY(std::abs(beyond / double{kCount} - std::exp(-1)) < 0.005);
    }

    void popularSitesAreAskedForMore() {
        Scenario scenario = quiet();
        scenario.browsing = Browsing{};
        const NameUniverse names(scenario, Random(1, 0));
        Random random(2, 0);
        std::map<std::uint32_t, int> counts;
        for (int i = 0; i < 100'000; ++i)
            ++counts[names.drawSite(random)];
        // Zipf's law over 600 sites: the first has a share of 1/H(600) = 0.143.
        QVERIFY(std::abs(counts[0] - 14'350) < 500);
        QVERIFY(std::abs(counts[1] - 7'175) < 400);
        QVERIFY(counts.rbegin()->first < scenario.browsing->sites);
    }
};

QTEST_APPLESS_MAIN(TestSimulate)
#include "test_simulate.moc"
