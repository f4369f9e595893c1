// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/simulated_capture.h"
#include "tests/support/simulated_messages.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace beaconscope;
using namespace beaconscope::simulate;
using namespace beaconscope::testing;

namespace {

/// The rule of the lab script: at least 5 times, no interval below 1 s, population standard
/// deviation below 1 s.
bool labRuleFlags(const std::vector<Timestamp>& times) {
    const std::vector<double> intervals = intervalsOf(times);
    if (times.size() < 5 || *std::min_element(intervals.begin(), intervals.end()) < 1)
        return false;
    double mean = 0, variance = 0;
    for (const double interval : intervals)
        mean += interval / static_cast<double>(intervals.size());
    for (const double interval : intervals)
        variance += (interval - mean) * (interval - mean) / static_cast<double>(intervals.size());
    return std::sqrt(variance) < 1;
}

} // namespace

/// The sample that comes with the program.
class TestSimulateSample : public QObject {
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
        for (const SimulatedMessage& packet : play(classroomSample())) {
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
        const auto intervals = intervalsOf(jittered);
        QVERIFY(*std::min_element(intervals.begin(), intervals.end()) >=
                1); // it is the jitter that saves it
        // Missed beats make intervals of two periods or more.
        QVERIFY(std::count_if(intervals.begin(), intervals.end(),
                              [](double interval) { return interval > 130; }) >= 3);

        for (const auto& [name, times] : messages)
            QVERIFY2(!labRuleFlags(times), name.c_str());
        const auto& exact = messages[sample.beacons[0].name];
        const auto exactIntervals = intervalsOf(exact);
        QVERIFY(*std::min_element(exactIntervals.begin(), exactIntervals.end()) <
                1); // the responses' doing
    }

    void sampleHasWhatAllHostsAskFor() {
        const Scenario sample = classroomSample();
        std::set<std::uint32_t> hosts;
        for (const SimulatedMessage& packet : play(sample)) {
            if (packet.name == sample.services[0].name)
                hosts.insert(packet.host);
        }
        QCOMPARE(hosts.size(), std::size_t{sample.hosts});
    }
};

BEACONSCOPE_TEST(TestSimulateSample)
#include "test_simulate_sample.moc"
