// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/platform_memory.h"
#include "core/engine/loader.h"
#include "core/network/message_reader.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>

#include <algorithm>

// What a load may take of the machine, and what it says when that is not enough.

using namespace beaconscope;
using namespace beaconscope::testing;

class TestLoadLimits : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// The path of a capture with so many queries, one a second.
    std::string capture(int queries) const {
        PcapBuilder builder;
        for (int i = 0; i < queries; ++i)
            builder.add(timestampFromSeconds(i, 0),
                        ethernet(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53},
                                           dnsQuery(static_cast<std::uint16_t>(i), "a.example"))));
        std::string path = m_folder.filePath("capture.pcap").toStdString();
        writeFile(path, builder.bytes());
        return path;
    }

private slots:
    void theProcessHasLessThanItsLimit() {
        const platform::MemoryUse memory = platform::memoryUse();
        QVERIFY(memory.used > 1'000'000);
        QVERIFY(memory.used < memory.limit);
    }

    void aLoadThatNearsItsLimitKeepsWhatItHas() {
        Progress progress;
        input::ReadOptions options;
        options.maxMemory = 1'000'000;
        const auto loaded = engine::loadCapture({capture(10'000)}, progress, {}, {}, {}, options);
        QVERIFY(loaded);
        QVERIFY(loaded->facts.packets > 0);
        QVERIFY(loaded->facts.packets < 10'000);
        QCOMPARE(loaded->store.events.size(), std::size_t{loaded->facts.packets});
        const input::FileFacts& file = loaded->facts.files.at(0);
        QVERIFY(!file.complete);
        const std::string problem = input::problemOf(file);
        QVERIFY2(problem.find("the analysis of more might not fit into 1 MB") != std::string::npos,
                 problem.c_str());
        QVERIFY2(problem.ends_with("packets before that are kept"), problem.c_str());
    }

    void aLoadWithinItsLimitIsWhole() {
        Progress progress;
        const auto loaded = engine::loadCapture({capture(10'000)}, progress, {}, {}, {});
        QVERIFY(loaded);
        QCOMPARE(loaded->facts.packets, std::uint64_t{10'000});
        QVERIFY(loaded->facts.files.at(0).complete);
    }

    /// A packet of 65,535 bytes can hold thousands.
    void questionsAfterTheLimitAreCounted() {
        Bytes message = dnsHeader(9, 0, {1'000, 0, 0, 0});
        for (int i = 0; i < 1'000; ++i)
            append(message, fromHex("0161 00 0001 0001"));
        PcapBuilder builder;
        builder.add(timestampFromSeconds(1, 0),
                    ethernet(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53}, message)));
        const std::string path = m_folder.filePath("many.pcap").toStdString();
        writeFile(path, builder.bytes());
        Progress progress;
        const auto loaded = engine::loadCapture({path}, progress, {}, {}, {});
        QVERIFY(loaded);
        QCOMPARE(loaded->store.events.size(), std::size_t{dns::kMaxQuestions});
        const auto& notices = loaded->facts.notices;
        const auto notice = std::ranges::find_if(notices, [](const snapshot::Notice& one) {
            return one.id == "skipped_many_questions";
        });
        QVERIFY(notice != notices.end());
    }
};

BEACONSCOPE_TEST(TestLoadLimits)
#include "test_load_limits.moc"
