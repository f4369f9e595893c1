// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/export/csv.h"
#include "core/tables/cell_text.h"
#include "core/tables/row_order.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <set>
#include <sstream>

using namespace beaconscope;
using namespace beaconscope::tables;
using testing::everySeconds;
using testing::StoreBuilder;

namespace {

std::shared_ptr<const snapshot::Snapshot> sample() {
    StoreBuilder builder;
    builder.answeredQueries("10.0.0.9", "c2.example", everySeconds(60, 10))
        .queries("10.0.0.10", "www.zoo.org", {1, 50, 51})
        .queries("fe80::1", "zoo.org", {7})
        .query({.atSeconds = 90,
                .client = "10.0.0.9",
                .name = "x.zoo.org",
                .type = dns::RecordType::Txt});
    return builder.snapshot();
}

RowOrderRequest request(TableKind kind, std::string_view filter = {},
                        const std::vector<std::pair<std::string_view, bool>>& sort = {}) {
    RowOrderRequest result;
    result.table = kind;
    result.filter = readFilter(filter, kind).filter;
    for (const auto& [column, descending] : sort)
        result.sort.push_back({*findColumn(kind, column), descending});
    return result;
}

/// One column of the ordered rows.
QStringList shown(const RowOrderRequest& wanted, std::string_view column) {
    const auto table = makeTable(wanted.table, sample());
    RankCache ranks;
    const auto order = orderRows(*table, wanted, ranks);
    QStringList texts;
    const std::size_t index = *findColumn(wanted.table, column);
    for (const std::uint32_t row : order->rows)
        texts << QString::fromStdString(
            exactText(*table, table->columns()[index], table->cell(row, index)));
    return texts;
}

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

} // namespace

class TestTables : public QObject {
    Q_OBJECT

private slots:
    void everyTableAnswersEveryCell() {
        const auto snapshot = sample();
        for (std::size_t kind = 0; kind < kTableKindCount; ++kind) {
            const auto table = makeTable(static_cast<TableKind>(kind), snapshot);
            QVERIFY(table->rowCount() > 0);
            std::set<std::string_view> ids;
            for (std::size_t column = 0; column < table->columns().size(); ++column) {
                QVERIFY(ids.insert(table->columns()[column].id).second);
                for (std::size_t row = 0; row < table->rowCount(); ++row) {
                    const auto cell = table->cell(row, column);
                    const std::string shown =
                        displayText(*table, table->columns()[column], cell, {});
                    const std::string exact = exactText(*table, table->columns()[column], cell);
                    // What is shown in short can be had in full, and nothing else has a text.
                    QVERIFY2(shown.empty() == exact.empty(), (shown + '|' + exact).c_str());
                    QVERIFY2(std::ranges::none_of(shown, isControl), shown.c_str());
                    QVERIFY2(std::ranges::none_of(exact, isControl), exact.c_str());
                    // CSV and copied rows have no zone in their headers.
                    if (table->columns()[column].kind == ColumnKind::Time && !exact.empty())
                        QVERIFY2(exact.ends_with('Z'), exact.c_str());
                }
            }
            QVERIFY(table->kind() == static_cast<TableKind>(kind));
            QCOMPARE(table->columns().size(), columnsOf(table->kind()).size());
        }
    }

    void showsEncryptedDnsOfClients() {
        auto snapshot = std::make_shared<snapshot::Snapshot>(*sample());
        snapshot->capture.encryptedDns = {
            {.client = *IpAddress::parse("10.0.0.3"), .dotFlows = 9},
            {.client = *IpAddress::parse("10.0.0.9"), .dotFlows = 1, .doqFlows = 2, .dohFlows = 4},
            {.client = *IpAddress::parse("fe80::1"), .dohFlows = 5}};
        const auto table = makeTable(TableKind::Clients, snapshot);
        QStringList shown;
        for (std::size_t row = 0; row < table->rowCount(); ++row) {
            for (const char* column : {"client", "encrypted_dns_flows"}) {
                const std::size_t index = *findColumn(TableKind::Clients, column);
                shown << QString::fromStdString(
                    exactText(*table, table->columns()[index], table->cell(row, index)));
            }
        }
        QCOMPARE(shown, (QStringList{"10.0.0.9", "7", "10.0.0.10", "0", "fe80::1", "5"}));
    }

    void sharesShowWhatWasMeasured_data() {
        QTest::addColumn<double>("share");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0.0 << "0 %";
        QTest::newRow("hardly any") << 0.00009 << "< 0.1 %";
        QTest::newRow("few") << 0.031 << "3.1 %";
        QTest::newRow("rounds to two digits") << 0.0996 << "10 %";
        QTest::newRow("many") << 0.375 << "38 %";
        QTest::newRow("more than all") << 1.24 << "124 %";
    }

    void sharesShowWhatWasMeasured() {
        QFETCH(const double, share);
        QFETCH(const QString, text);
        QCOMPARE(QString::fromStdString(shareText(share)), text);
    }

    void filesKeepWhatWasMeasured() {
        QCOMPARE(exactNumber(0, ColumnKind::Length), std::string("0"));
        QCOMPARE(exactNumber(60.5, ColumnKind::Length), std::string("60.5"));
        QCOMPARE(exactNumber(5e-7, ColumnKind::Length), std::string("0.0000005"));
        QCOMPARE(exactNumber(1.2e-13, ColumnKind::Length), std::string("0")); // rounding errors
        QCOMPARE(exactNumber(2.53e-22, ColumnKind::Probability), std::string("2.53e-22"));
        QCOMPARE(exactNumber(0.05, ColumnKind::Probability), std::string("0.05"));
        QCOMPARE(exactNumber(std::nan(""), ColumnKind::Probability), std::string());
    }

    void sortsNamesFromTheLastLabel() {
        QCOMPARE(shown(request(TableKind::Domains, {}, {{"name", false}}), "name"),
                 (QStringList{"c2.example", "zoo.org", "www.zoo.org", "x.zoo.org"}));
    }

    void sortsAddressesAsNumbers() {
        QCOMPARE(shown(request(TableKind::Clients, {}, {{"client", false}}), "client"),
                 (QStringList{"10.0.0.9", "10.0.0.10", "fe80::1"}));
    }

    void sortsByTheFirstKeyThenTheSecond() {
        QCOMPARE(
            shown(request(TableKind::Pairs, {}, {{"client", true}, {"queries", false}}), "name"),
            (QStringList{"zoo.org", "www.zoo.org", "x.zoo.org", "c2.example"}));
    }

    void missingValuesComeLastEitherWay() {
        for (const bool descending : {false, true}) {
            const QStringList types =
                shown(request(TableKind::Queries, {}, {{"rtt_s", descending}}), "rtt_s");
            QVERIFY(!types.first().isEmpty());
            QVERIFY(types.last().isEmpty());
        }
    }

    void aTextThatChangesFromRowToRowIsFilteredInEach() {
        const QStringList all = shown(request(TableKind::Queries), "rcode");
        const QStringList found = shown(request(TableKind::Queries, "rcode:noerr"), "rcode");
        const QStringList others = shown(request(TableKind::Queries, "-rcode:noerr"), "rcode");
        QVERIFY(found.size() > 1 && others.size() > 1);
        QCOMPARE(found.size(), all.count(found.front()));
        QCOMPARE(found.size() + others.size(), all.size());
        QVERIFY(!others.contains(found.front()));
    }

    void filters_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("nothing") << ""
                                 << QStringList{"c2.example", "www.zoo.org", "x.zoo.org",
                                                "zoo.org"};
        QTest::newRow("word") << "ZOO" << QStringList{"www.zoo.org", "x.zoo.org", "zoo.org"};
        QTest::newRow("two words") << "zoo x." << QStringList{"x.zoo.org"};
        QTest::newRow("wildcard is the whole name")
            << "name:*.zoo.org" << QStringList{"www.zoo.org", "x.zoo.org"};
        QTest::newRow("number") << "count:>2" << QStringList{"c2.example", "www.zoo.org"};
        QTest::newRow("number plain") << "queries:1" << QStringList{"x.zoo.org", "zoo.org"};
        QTest::newRow("client") << "client:10.0.0.9" << QStringList{"c2.example", "x.zoo.org"};
        QTest::newRow("IPv6 word") << "fe80::1" << QStringList{"zoo.org"};
        QTest::newRow("not") << "-zoo" << QStringList{"c2.example"};
        QTest::newRow("type") << "qtype:txt" << QStringList{"x.zoo.org"};
        QTest::newRow("whole text") << "name:=ZOO.org" << QStringList{"zoo.org"};
        QTest::newRow("whole text without wildcards") << "name:=*.org" << QStringList{};
        QTest::newRow("not the whole text")
            << "-name:=zoo.org" << QStringList{"c2.example", "www.zoo.org", "x.zoo.org"};
        QTest::newRow("whole address") << "client:=10.0.0.1" << QStringList{};
        QTest::newRow("quoted") << "\"no such\"" << QStringList{};
    }
    void filters() {
        QFETCH(QString, filter);
        QFETCH(QStringList, names);
        QStringList found = shown(request(TableKind::Pairs, filter.toStdString()), "name");
        found.sort();
        QCOMPARE(found, names);
    }

    void aQuoteInATextIsWrittenTwice() {
        const ReadFilter read = readFilter(R"(name:="say ""a b"" twice")", TableKind::Pairs);
        QVERIFY(read.mistakes.empty() && read.filter.terms.size() == 1);
        QCOMPARE(read.filter.terms[0].text, std::string(R"(say "a b" twice)"));
        QVERIFY(read.filter.terms[0].isWhole);
    }

    void everyNumberThatATableShowsCanBeAskedFor() {
        StoreBuilder builder;
        builder.queries("10.0.0.9", "c2.example", {0, 87.501492828123, 175.1, 262.7});
        const auto table = makeTable(TableKind::Pairs, builder.snapshot());
        int asked = 0;
        for (std::size_t column = 0; column < table->columns().size(); ++column) {
            const std::string text =
                exactText(*table, table->columns()[column], table->cell(0, column));
            if (text.empty())
                continue;
            RowOrderRequest wanted;
            wanted.table = TableKind::Pairs;
            const std::string term = std::string(table->columns()[column].id) + ":=\"" + text + '"';
            const ReadFilter read = readFilter(term, TableKind::Pairs);
            QVERIFY2(read.mistakes.empty(), term.c_str());
            wanted.filter = read.filter;
            if (table->columns()[column].kind == ColumnKind::Time)
                continue;
            RankCache ranks;
            QVERIFY2(orderRows(*table, wanted, ranks)->rows.size() == 1, term.c_str());
            ++asked;
        }
        QVERIFY(asked >= 5);
    }

    void aFilterThatMakesNoSenseSaysWhere_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("offset");
        QTest::newRow("column") << "zoo nocolumn:3" << 4;
        QTest::newRow("negated column") << "zoo -nocolumn:3" << 5;
        QTest::newRow("number") << "queries:>many" << 9;
        QTest::newRow("number in quotes") << "a \"queries:>=many\"" << 13;
        QTest::newRow("no number yet") << "queries:> a" << 9;
        QTest::newRow("text compared") << "name:>5" << 5;
    }
    void aFilterThatMakesNoSenseSaysWhere() {
        QFETCH(QString, filter);
        QFETCH(int, offset);
        const ReadFilter read = readFilter(filter.toStdString(), TableKind::Pairs);
        QVERIFY(!read.mistakes.empty());
        QCOMPARE(read.mistakes.front().byteOffset, std::optional<std::uint64_t>(offset));
    }

    void wordsThatMakeNoSenseAreLeftOutOfWhatIsTyped() {
        const ReadFilter read =
            readFilter("zoo nocolumn:3 queries:>many queries:>5", TableKind::Pairs);
        QCOMPARE(read.mistakes.size(), std::size_t{2});
        QCOMPARE(read.filter.terms.size(), std::size_t{2});
        QCOMPARE(read.filter.terms[0].text, std::string("zoo"));
        QCOMPARE(read.filter.terms[1].number, 5.0);
    }

    void orJoinsItsTwoNeighbours() {
        const auto names = [&](std::string_view filter) {
            return shown(request(TableKind::Pairs, filter), "name").size();
        };
        const auto all = names("");
        const auto zoo = names("name:=x.zoo.org");
        const auto beacon = names("name:=c2.example");
        QVERIFY(zoo > 0 && beacon > 0 && zoo + beacon < all);
        QCOMPARE(names("name:=x.zoo.org OR name:=c2.example"), zoo + beacon);
        QCOMPARE(names("name:=x.zoo.org OR name:=c2.example name:c2"), beacon);
        QCOMPARE(names("name:c2 name:=x.zoo.org OR name:=c2.example"), beacon);
        QCOMPARE(names("name:=x.zoo.org or name:=c2.example"), std::size_t{0}); // a word as others
        QCOMPARE(names("name:=x.zoo.org \"OR\" name:=c2.example"), std::size_t{0});
        QCOMPARE(names("OR name:=x.zoo.org OR"), zoo); // while the user still types
        QVERIFY(readFilter("name:=x.zoo.org OR", TableKind::Pairs).mistakes.empty());
    }

    void showsOnlyTheQueriesOfAScope() {
        const auto snapshot = sample();
        const auto table = makeTable(TableKind::Queries, snapshot);
        RankCache ranks;
        const auto rows = [&](const snapshot::Selection& scope) {
            RowOrderRequest wanted = request(TableKind::Queries);
            wanted.scope = {snapshot::keyOf(*snapshot, scope)};
            return orderRows(*table, wanted, ranks)->rows;
        };
        const auto all = orderRows(*table, request(TableKind::Queries), ranks)->rows;
        QCOMPARE(all.size(), snapshot->store.events.size());
        const auto first = *std::ranges::find_if(all, [&](std::uint32_t row) {
            return snapshot->store.names.text(snapshot->store.events[row].name) == "x.zoo.org";
        });
        const store::Event& event = snapshot->store.events[first];
        const auto client = rows(event.client);
        const auto domain = rows(snapshot->store.names.domainOf(event.name));
        QCOMPARE(rows(event.name), std::vector{first});
        QCOMPARE(rows(event.pair), std::vector{first});
        QCOMPARE(rows(EventId(first)), std::vector{first});
        QCOMPARE(client.size(), std::size_t{11}); // ten of c2.example
        QCOMPARE(domain.size(), std::size_t{5});  // four of other clients
        QVERIFY(snapshot->detection->size() > 0);
        for (std::size_t rank = 0; rank < snapshot->detection->size(); ++rank) {
            const auto events = snapshot->detection->rows(rank);
            QVERIFY(std::ranges::equal(rows(snapshot::SelectedFinding{rank}), events, {}, {},
                                       [](EventId id) { return id.value(); }));
        }
    }

    void aScopeLiesWithinTheTimeRange() {
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.range = series::TimeRange{StoreBuilder::at(0), StoreBuilder::at(100)};
        StoreBuilder builder;
        builder.queries("10.0.0.9", "c2.example", everySeconds(60, 10));
        const auto snapshot = builder.snapshot(settings);
        RowOrderRequest wanted = request(TableKind::Queries);
        wanted.scope = {snapshot::keyOf(*snapshot, snapshot->store.events[0].name)};
        RankCache ranks;
        QCOMPARE(orderRows(*makeTable(TableKind::Queries, snapshot), wanted, ranks)->rows.size(),
                 std::size_t{2});
    }

    void aTableThatIsStoppedIsNotWrittenOn() {
        const auto table = makeTable(TableKind::Queries, sample());
        RankCache ranks;
        const auto order = orderRows(*table, request(TableKind::Queries), ranks);
        const std::vector<std::size_t> columns{4};
        std::ostringstream whole;
        exporting::writeTableCsv(*table, *order, columns, Formulas::Neutralise, whole);
        QVERIFY(whole.str().starts_with("name\r\nc2.example\r\n"));
        std::stop_source stop;
        stop.request_stop();
        std::ostringstream stopped;
        exporting::writeTableCsv(*table, *order, columns, Formulas::Neutralise, stopped,
                                 stop.get_token());
        QCOMPARE(stopped.str(), std::string("name\r\n"));
    }

    void unflaggedFindingsAreShownOnRequest() {
        RowOrderRequest wanted = request(TableKind::Findings);
        const auto flagged = shown(wanted, "name").size();
        wanted.showUnflagged = true;
        QVERIFY(shown(wanted, "name").size() > flagged);
    }

    void writesTimesInEveryStyle() {
        const Timestamp time = StoreBuilder::at(3'723.25);
        CellStyle style;
        QCOMPARE(timeText(time, style), std::string("2024-01-01 01:02:03.250"));
        style.time = TimeStyle::Relative;
        style.origin = StoreBuilder::at(0);
        QCOMPARE(timeText(time, style), std::string("+1:02:03.250"));
        QCOMPARE(timeWithZone(time, style), std::string("+1:02:03.250 from start"));
        QCOMPARE(startWithZone(style), std::string("2024-01-01 00:00:00.000 UTC"));
        style.origin = StoreBuilder::at(3'724);
        QCOMPARE(timeText(time, style), std::string("-0:00:00.750"));
    }

    void localTimesNameTheirOffset() {
        qputenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
        tzset();
        CellStyle style;
        style.time = TimeStyle::Local;
        style.origin = StoreBuilder::at(0);
        style.last = StoreBuilder::at(3'600);
        QCOMPARE(zoneText(style), std::string("UTC+01:00"));
        QCOMPARE(timeWithZone(style.origin, style),
                 std::string("2024-01-01 01:00:00.000 UTC+01:00"));
        style.last = StoreBuilder::at(200.0 * 86'400); // in summer
        QCOMPARE(zoneText(style), std::string("UTC+01:00, later UTC+02:00"));
        QVERIFY(timeWithZone(style.last, style).ends_with("UTC+02:00"));
        qunsetenv("TZ");
        tzset();
    }
};

BEACONSCOPE_TEST(TestTables)
#include "test_tables.moc"
