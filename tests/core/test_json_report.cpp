// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/export/csv.h"
#include "core/export/json.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <sstream>

using namespace beaconscope;
using testing::everySeconds;
using testing::StoreBuilder;

/// What the report for machines says of an analysis that only the window can ask for.
class TestJsonReport : public QObject {
    Q_OBJECT

private slots:
    void tellsTheTimeRangeAndWhetherLocalChatterTakesPart() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", everySeconds(60, 61));
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.range = series::TimeRange{StoreBuilder::at(600), StoreBuilder::at(1'800.5)};
        settings.includeMulticast = true;
        std::ostringstream out;
        exporting::writeJson(*builder.snapshot(settings), exporting::Listed::All, out);
        const auto report = QJsonDocument::fromJson(QByteArray::fromStdString(out.str()));
        const QJsonValue parameters = report[u"parameters"];
        QCOMPARE(parameters[u"range"][u"first_time"].toString(),
                 QString("2024-01-01T00:10:00.000000000Z"));
        QCOMPARE(parameters[u"range"][u"last_time"].toString(),
                 QString("2024-01-01T00:30:00.500000000Z"));
        QCOMPARE(parameters[u"include_multicast"], QJsonValue(true));
    }

    /// The value stays as it is; only its letters in the file are others.
    void deceptiveCharactersAreEscaped() {
        testing::StoreBuilder builder;
        builder.answeredQueries("10.0.0.1", "a.example", testing::everySeconds(60, 10));
        auto snapshot = std::make_shared<snapshot::Snapshot>(*builder.snapshot());
        input::FileFacts file;
        file.path = "a\u202e\u0085\U000e0041.pcap";
        snapshot->capture.files = {file};
        std::ostringstream out;
        exporting::writeJson(*snapshot, exporting::Listed::All, out);
        const QByteArray text = QByteArray::fromStdString(out.str());
        QVERIFY2(text.contains("a\\u202e\\u0085\\udb40\\udc41.pcap"), text.constData());
        const QJsonObject read = QJsonDocument::fromJson(text).object();
        QCOMPARE(read["capture"]["files"][0]["path"].toString().toStdString(), file.path);
    }

    /// The columns of CSV have fixed names without a zone.
    void everyTimeOfFindingsHasItsZone() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", everySeconds(60, 61));
        std::ostringstream csv;
        exporting::writeFindingsCsv(*builder.snapshot(), exporting::Listed::All,
                                    Formulas::Neutralise, csv);
        const std::string text = csv.str();
        for (const char* time :
             {",2024-01-01T00:00:00.000000000Z,", ",2024-01-01T01:00:00.000000000Z,"})
            QVERIFY2(text.find(time) != std::string::npos, text.c_str());
    }

    void isNotWrittenOnWhenItIsStopped() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", everySeconds(60, 61));
        const auto snapshot = builder.snapshot();
        const auto findings = [&snapshot](const std::stop_token& stop) {
            std::ostringstream json;
            std::ostringstream csv;
            exporting::writeJson(*snapshot, exporting::Listed::All, json, stop);
            exporting::writeFindingsCsv(*snapshot, exporting::Listed::All, Formulas::Neutralise,
                                        csv, stop);
            return json.str().find("\"reasons\"") != std::string::npos ||
                   csv.str().find("c2.example") != std::string::npos;
        };
        std::stop_source stop;
        QVERIFY(findings(stop.get_token()));
        stop.request_stop();
        QVERIFY(!findings(stop.get_token()));
    }
};

BEACONSCOPE_TEST(TestJsonReport)
#include "test_json_report.moc"
