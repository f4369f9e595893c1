// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/bundled_services.h"
#include "core/detect/known_services.h"
#include "core/dns/registered_domain.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryFile>
#include <QTest>

#include <sstream>

using namespace beaconscope;
using detect::KnownServices;

class TestKnownServices : public QObject {
    Q_OBJECT

private slots:
    void aNameBelongsToTheLongestListedSuffix() {
        const auto services = KnownServices::parse("# comment\n"
                                                   "\n"
                                                   "example.com | updates | Example updates\r\n"
                                                   "  Time.Example.com|time|Example time  ");
        QVERIFY(services.hasValue());
        QCOMPARE(services->size(), std::size_t{2});
        QCOMPARE(services->find("example.com")->title, std::string("Example updates"));
        QCOMPARE(services->find("a.b.example.com")->kind, std::string("updates"));
        QCOMPARE(services->find("x.time.example.com")->title, std::string("Example time"));
        QVERIFY(services->find("notexample.com") == nullptr);
        QVERIFY(services->find("com") == nullptr);
        QVERIFY(services->find("") == nullptr);
    }

    void mistakesAreToldWithTheirLine_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("what");
        QTest::newRow("after a byte order mark")
            << QByteArray("\xef\xbb\xbf# mine\nexample.com") << QByteArray("line 2: expected");
        QTest::newRow("one field") << QByteArray("\nexample.com") << QByteArray("line 2: expected");
        QTest::newRow("two fields") << QByteArray("example.com|time") << QByteArray("line 1: exp");
        QTest::newRow("five fields") << QByteArray("a.example|b|c|d|e") << QByteArray("expected");
        QTest::newRow("empty source") << QByteArray("a.example|b|c|") << QByteArray("expected");
        QTest::newRow("empty title") << QByteArray("a.example|b|") << QByteArray("expected");
        QTest::newRow("a pattern") << QByteArray("*.example|b|c") << QByteArray("no host name");
        QTest::newRow("a dot") << QByteArray(".example|b|c") << QByteArray("no host name");
        QTest::newRow("twice") << QByteArray("a.example|b|c\nA.EXAMPLE|b|c")
                               << QByteArray("line 2: a.example is listed already");
    }
    void mistakesAreToldWithTheirLine() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, what);
        const auto services = KnownServices::parse(text.toStdString());
        QVERIFY(!services.hasValue());
        QVERIFY2(QByteArray::fromStdString(services.error().message).contains(what),
                 services.error().message.c_str());
    }

    void aMistakeSaysWhereItsLineBegins() {
        const auto services = KnownServices::parse("a.example|b|c\n\n  nonsense\nmore");
        QVERIFY(!services.hasValue());
        QCOMPARE(services.error().byteOffset, std::optional<std::uint64_t>(15));
    }

    void aSourceMayBeGiven() {
        const auto services = KnownServices::parse("a.example|b|c\nb.example|b|c| The vendor ");
        QVERIFY(services.hasValue());
        QCOMPARE(services->find("a.example")->source, std::string());
        QCOMPARE(services->find("b.example")->source, std::string("The vendor"));
    }

    void anEmptyFileHoldsNone() {
        QTemporaryFile file;
        QVERIFY(file.open());
        const auto services = KnownServices::read(file.fileName().toStdString());
        QVERIFY(services.hasValue());
        QCOMPARE(services->size(), std::size_t{0});
        QVERIFY(!KnownServices::read("/no/such/file").hasValue());
    }

    void namesThatAreNoneCannotBeListed_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("can");
        QTest::newRow("a name") << QByteArray("a_b-c.example") << true;
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("a bar") << QByteArray("a|b.example") << false;
        QTest::newRow("a comment") << QByteArray("#a.example") << false;
        QTest::newRow("a blank") << QByteArray("a b.example") << false;
        QTest::newRow("a second line") << QByteArray("a.example|b|c\nb.example") << false;
        QTest::newRow("a control character") << QByteArray("a\x1b.example") << false;
        QTest::newRow("no UTF-8") << QByteArray("a\xff.example") << false;
        QTest::newRow("a pool") << QByteArray("*nx*") << false;
    }
    void namesThatAreNoneCannotBeListed() {
        QFETCH(QByteArray, name);
        QFETCH(bool, can);
        QCOMPARE(KnownServices::canHold(name.toStdString()), can);
    }

    void theListThatComesWithTheProgramIsWellFormed() {
        QFile file(QStringLiteral(BEACONSCOPE_SOURCE_DIR "/resources/known-services.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string text = file.readAll().toStdString();
        QVERIFY(detect::bundledServicesText() == text);
        const auto services = KnownServices::parse(text);
        QVERIFY2(services.hasValue(), services.hasValue() ? "" : services.error().message.c_str());
        QVERIFY(*detect::bundledKnownServices() == *services);
        QVERIFY(services->find("au.download.windowsupdate.com") != nullptr);
        QVERIFY(services->find("3rd5nq.avqs.mcafee.com") != nullptr);
        QVERIFY(services->find("ts01-b.cloudsink.net") != nullptr);
        // Malware asks for popular sites to see whether it is on-line.
        QVERIFY(services->find("www.google.com") == nullptr);
        QVERIFY(services->find("www.microsoft.com") == nullptr);
    }

    /// What a newcomer meets: at least one name for each kind of device and program.
    void theListCoversWhatIsMet_data() {
        QTest::addColumn<QStringList>("names");
        const auto add = [](const char* what, const QStringList& names) {
            QTest::newRow(what) << names;
        };
        add("Windows", {"v10.events.data.microsoft.com", "settings-win.data.microsoft.com"});
        add("macOS and iOS", {"swscan.apple.com", "iphonesubmissions.apple.com"});
        add("Linux", {"metrics.ubuntu.com", "popcon.debian.org", "security.debian.org"});
        add("Android", {"connectivitycheck.gstatic.com", "app-measurement.com"});
        add("clouds", {"time.aws.com", "metadata.google.internal", "ods.opinsights.azure.com"});
        add("browsers", {"incoming.telemetry.mozilla.org", "update.googleapis.com",
                         "msedge.api.cdp.microsoft.com", "variations.brave.com"});
        add("consoles", {"dlassets-ssl.xboxlive.com", "fus01.ps5.update.playstation.net",
                         "receive-lp1.dg.srv.nintendo.net"});
        add("printers", {"xmpp006.hpeprint.com", "api.epsonconnect.com"});
        add("speakers", {"update.sonos.com", "device-metrics-us.amazon.com"});
        add("bridges", {"diagnostics.meethue.com", "fw.ota.homesmart.ikea.net"});
        add("protection of hosts", {"ts01-b.cloudsink.net", "usea1.sentinelone.net",
                                    "us-v20.events.endpoint.security.microsoft.com"});
        add("management of devices", {"r.manage.microsoft.com", "mdmenrollment.apple.com"});
        add("monitoring", {"trace.agent.datadoghq.com", "metric-api.newrelic.com",
                           "global.handler.control.monitor.azure.com"});
        add("reputation", {"a.avqs.mcafee.com", "4.sophosxl.net", "x.a.e.e5.sk",
                           "2.0.0.127.zen.spamhaus.org", "x.malware.hash.cymru.com"});
        add("connectivity checks", {"www.msftconnecttest.com", "detectportal.firefox.com",
                                    "captive.apple.com", "nmcheck.gnome.org"});
    }
    void theListCoversWhatIsMet() {
        QFETCH(QStringList, names);
        for (const QString& name : names)
            QVERIFY2(detect::bundledKnownServices()->find(name.toStdString()), qPrintable(name));
    }

    void eachListedNameHasASourceAndIsTheServicesOwn() {
        const dns::SuffixList suffixes;
        std::istringstream lines{std::string(detect::bundledServicesText())};
        std::size_t count = 0;
        for (std::string line; std::getline(lines, line);) {
            if (line.empty() || line.front() == '#')
                continue;
            const std::string name = line.substr(0, line.find(' '));
            const detect::KnownService* service = detect::bundledKnownServices()->find(name);
            QVERIFY2(service != nullptr && service->name == name, name.c_str());
            QVERIFY2(!service->source.empty(), name.c_str());
            // Below a public suffix, as the shared domain of a cloud is, anybody can have a name.
            QVERIFY2(suffixes.registeredDomain("any." + name) != "any." + name, name.c_str());
            ++count;
        }
        QVERIFY(count > 100);
    }
};

BEACONSCOPE_TEST(TestKnownServices)
#include "test_known_services.moc"
