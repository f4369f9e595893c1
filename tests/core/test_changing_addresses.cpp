// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detection.h"
#include "core/rules/rule_set.h"
#include "tests/support/reasons_text.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <random>
#include <string>
#include <vector>

using namespace beaconscope;
using testing::everySeconds;
using testing::StoreBuilder;

namespace {

constexpr double kDaySeconds = 86'400;
constexpr const char* kDomain = "sync.example";

std::string address(int host, int day) {
    return "2001:db8::" + std::to_string(host + 1) + ":" + std::to_string(day + 1);
}

/// Times with a jitter of a tenth, the same in each run.
std::vector<double> beats(double periodSeconds, double firstSeconds, double lastSeconds) {
    std::vector<double> times;
    std::uint32_t random = 1;
    for (double time = firstSeconds; time < lastSeconds;) {
        times.push_back(time);
        random = random * 1'664'525U + 1'013'904'223U;
        time += periodSeconds * (0.9 + 0.2 * static_cast<double>(random >> 8U) / 16'777'216.0);
    }
    return times;
}

/// Hosts that browse the same sites on all of seven days.
void browse(StoreBuilder& builder, int hosts = 5) {
    for (int host = 0; host < hosts; ++host) {
        for (int i = 0; i < 400; ++i) {
            const int mixed = (i * i + 31 * host) % 997;
            builder.queries("10.0.0." + std::to_string(host + 10),
                            "site" + std::to_string(mixed % 12) + ".example",
                            {(i + mixed / 997.0) * 7 * kDaySeconds / 400});
        }
    }
}

/// The priority of the strongest finding about kDomain.
detect::Finding strongest(const snapshot::Snapshot& snapshot) {
    for (std::size_t rank = 0; rank < snapshot.detection->size(); ++rank) {
        const detect::Finding finding = snapshot.detection->finding(rank);
        if (finding.key.domain.isValid() &&
            snapshot.store.names.text(finding.key.domain) == kDomain)
            return finding;
    }
    throw std::runtime_error("the domain is not judged");
}

} // namespace

/// Who counts as one client, and who counts at all, when it is asked how common a domain is.
class TestChangingAddresses : public QObject {
    Q_OBJECT

private slots:
    void aHostWithANewAddressEachDayIsOneClient() {
        StoreBuilder builder;
        browse(builder);
        for (int day = 0; day < 7; ++day)
            builder.queries(address(0, day), kDomain,
                            beats(900, day * kDaySeconds, (day + 1) * kDaySeconds - 100));
        const auto snapshot = builder.snapshot();
        const detect::Finding finding = strongest(*snapshot);
        QCOMPARE(finding.judgement.clients, std::uint64_t{1});
        QVERIFY(finding.judgement.score > 90);
        QCOMPARE(finding.judgement.explainedBy, std::string());
        const QString reasons = testing::reasonsText(*snapshot, 0);
        QVERIFY2(reasons.contains("Asked for by 1 of 6 clients. 7 addresses ask for it that "
                                  "follow one another, never or hardly ever ask for it"),
                 qPrintable(reasons));
        QVERIFY(!reasons.contains("Active during"));
    }

    /// Programs that were running before go on with the old address for a while.
    void theOldAddressMayBeUsedForAWhile() {
        StoreBuilder builder;
        browse(builder);
        const std::vector<double> times = beats(900, 0, 7 * kDaySeconds);
        for (std::size_t i = 0; i < times.size(); ++i) {
            const double sinceMidnight = std::fmod(times[i], kDaySeconds);
            const int day = static_cast<int>(times[i] / kDaySeconds);
            const bool isOld = day > 0 && i % 2 == 0 && sinceMidnight < 3'600;
            builder.queries(address(0, isOld ? day - 1 : day), kDomain, {times[i]});
        }
        QCOMPARE(strongest(*builder.snapshot()).judgement.clients, std::uint64_t{1});
    }

    /// Two infected hosts among fifteen, without a habit of their own to tell them apart. When both
    /// get another address each day, together or one after the other, they are still two.
    void severalHostsThatChangeTogetherAreAsMany_data() {
        QTest::addColumn<double>("laterSeconds");
        QTest::newRow("at once") << 0.0;
        QTest::newRow("one after the other") << 20'000.0;
    }
    void severalHostsThatChangeTogetherAreAsMany() {
        QFETCH(double, laterSeconds);
        StoreBuilder builder;
        browse(builder, 13);
        for (int host = 0; host < 2; ++host) {
            for (const double time : beats(900, 7.0 * host, 7 * kDaySeconds - 100)) {
                const double shifted = time + host * laterSeconds;
                builder.queries(address(host, static_cast<int>(shifted / kDaySeconds)), kDomain,
                                {time});
            }
        }
        const auto snapshot = builder.snapshot();
        const detect::Finding finding = strongest(*snapshot);
        QCOMPARE(finding.judgement.clients, std::uint64_t{2});
        QCOMPARE(finding.judgement.explainedBy, std::string());
        QVERIFY(finding.judgement.score > 80);
        QVERIFY(testing::reasonsText(*snapshot, 0).contains("Asked for by 2 of 15 clients."));
    }

    /// One infected host whose address changes, beside another that keeps its own.
    void aHostThatKeepsItsAddressIsAnother() {
        StoreBuilder builder;
        browse(builder, 13);
        builder.queries("10.0.1.1", kDomain, beats(900, 3, 7 * kDaySeconds));
        for (int day = 0; day < 7; ++day)
            builder.queries(address(0, day), kDomain,
                            beats(900, day * kDaySeconds, (day + 1) * kDaySeconds - 100));
        QCOMPARE(strongest(*builder.snapshot()).judgement.clients, std::uint64_t{2});
    }

    /// A service that all have in common is no habit that tells who is who: visitors of another day
    /// are others.
    void guestsThatUseWhatAllUseAreSeveral() {
        StoreBuilder builder;
        browse(builder, 5);
        for (int host = 0; host < 5; ++host)
            builder.queries("10.0.0." + std::to_string(host + 10), kDomain,
                            beats(1'800, 60 * host, 7 * kDaySeconds));
        for (int day = 0; day < 7; ++day) {
            const double first = day * kDaySeconds;
            builder.queries(address(0, day), kDomain, beats(900, first, first + 80'000));
        }
        QCOMPARE(strongest(*builder.snapshot()).judgement.clients, std::uint64_t{12});
    }

    /// The same look-ups, but each by a host of its own that is there all the time.
    void hostsThatAreThereTogetherAreSeveral() {
        StoreBuilder builder;
        browse(builder);
        for (int day = 0; day < 7; ++day) {
            builder.queries(address(0, day), kDomain,
                            beats(900, day * kDaySeconds, (day + 1) * kDaySeconds - 100));
            builder.queries(address(0, day), "site1.example", {1.0 + day, 7 * kDaySeconds - day});
        }
        const detect::Finding finding = strongest(*builder.snapshot());
        QCOMPARE(finding.judgement.clients, std::uint64_t{7});
        QCOMPARE(finding.judgement.explainedBy, std::string("common service"));
    }

    void hostsWithOtherHabitsAreSeveral() {
        StoreBuilder builder;
        browse(builder);
        for (int day = 0; day < 7; ++day) {
            const double first = day * kDaySeconds;
            builder.queries(address(0, day), kDomain, beats(900, first, first + 80'000));
            for (const char* own : {"mail", "files"})
                builder.queries(address(0, day), own + std::to_string(day) + ".example",
                                everySeconds(7'000, 11, first + 50));
        }
        QCOMPARE(strongest(*builder.snapshot()).judgement.clients, std::uint64_t{7});
    }

    void habitsThatFollowAlongAreOneHost() {
        StoreBuilder builder;
        browse(builder);
        for (int day = 0; day < 7; ++day) {
            const double first = day * kDaySeconds;
            builder.queries(address(0, day), kDomain, beats(900, first, first + 80'000));
            for (const char* own : {"mail.example", "files.example"})
                builder.queries(address(0, day), own, everySeconds(7'000, 11, first + 50));
            builder.queries(address(0, day), "new" + std::to_string(day) + ".example",
                            everySeconds(9'000, 6, first + 70));
        }
        QCOMPARE(strongest(*builder.snapshot()).judgement.clients, std::uint64_t{1});
    }

    /// Hosts that ask at random moments, under a new address each day.
    void randomLookUpsAreNoFinding() {
        StoreBuilder builder;
        std::mt19937 random(11);
        std::exponential_distribution<double> interval(1.0 / 900);
        for (int host = 0; host < 60; ++host) {
            double time = interval(random);
            for (; time < 7 * kDaySeconds; time += interval(random))
                builder.queries(address(host, static_cast<int>(time / kDaySeconds)),
                                "host" + std::to_string(host) + ".example", {time});
        }
        const auto snapshot = builder.snapshot();
        QVERIFY(snapshot->detection->coverage()->tested >= 420);
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{0});
    }

    /// What nearly all hosts ask for stays common, whether or not their addresses change.
    void aCommonServiceStaysCommon() {
        StoreBuilder builder;
        for (int day = 0; day < 4; ++day) {
            for (int host = 0; host < 6; ++host) {
                const double first = day * kDaySeconds + 10 * host;
                builder.queries(address(host, day), kDomain, beats(900, first, first + 85'000));
                builder.queries(address(host, day), "own" + std::to_string(host) + ".example",
                                everySeconds(3'000, 28, first));
            }
        }
        const detect::Finding finding = strongest(*builder.snapshot());
        QCOMPARE(finding.judgement.clients, std::uint64_t{6});
        QCOMPARE(finding.judgement.explainedBy, std::string("common service"));
    }

    /// An updater of all hosts does not become rare because one hides most of them.
    void whatRulesHideCounts() {
        StoreBuilder builder;
        for (int host = 0; host < 6; ++host)
            builder.queries("10.0.0." + std::to_string(host + 1), kDomain,
                            beats(600, 13 * host, 36'000));
        const double before = strongest(*builder.snapshot()).judgement.score;
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        std::vector<rules::Rule> rules;
        for (int host = 2; host < 6; ++host)
            rules.push_back({.field = rules::Field::Client,
                             .value = "10.0.0." + std::to_string(host + 1),
                             .note = {}});
        settings.rules = std::make_shared<const rules::RuleSet>(std::move(rules));
        const auto hidden = builder.snapshot(settings);
        QCOMPARE(hidden->detection->reportedCount(), std::size_t{2});
        QCOMPARE(strongest(*hidden).judgement.clients, std::uint64_t{6});
        QVERIFY(std::abs(strongest(*hidden).judgement.score - before) < 0.01);

        // Nor because one looks at a part of the time, in which few are there.
        settings = snapshot::defaultAnalysisSettings();
        builder.queries("10.0.0.1", kDomain, beats(600, 40'000, 60'000));
        settings.range = series::TimeRange{StoreBuilder::at(39'000), StoreBuilder::at(60'000)};
        QCOMPARE(strongest(*builder.snapshot(settings)).judgement.clients, std::uint64_t{6});
    }
};

BEACONSCOPE_TEST(TestChangingAddresses)
#include "test_changing_addresses.moc"
