// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/sha256.h"
#include "core/simulate/pcap_writer.h"
#include "core/simulate/simulated_capture.h"
#include "tests/support/simulated_messages.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <sstream>

using namespace beaconscope;
using namespace beaconscope::simulate;
using namespace beaconscope::testing;

namespace {

using std::chrono::minutes;

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

/// Scenarios as packets and files.
class TestSimulateFiles : public QObject {
    Q_OBJECT

private slots:
    void checksumsAndLengthsAreRight() {
        Scenario scenario = classroomSample();
        scenario.duration = minutes{20};
        TrafficGenerator generator(scenario);
        SimulatedPacket packet;
        std::size_t packets = 0;
        for (; generator.next(packet); ++packets) {
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
        QVERIFY(packets > 100);
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
        add([](Scenario& s) { s.hosts = kMaxHosts + 1; });
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
};

BEACONSCOPE_TEST(TestSimulateFiles)
#include "test_simulate_files.moc"
