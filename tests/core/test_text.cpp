// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/text.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace beaconscope;

class TestText : public QObject {
    Q_OBJECT

private slots:
    void longNamesKeepBothEnds() {
        QCOMPARE(shortenName("www.example.com", 15), std::string("www.example.com"));
        QCOMPARE(shortenName("aaaabbbbcccc.example.com", 15), std::string("aaaa...mple.com"));
        QCOMPARE(shortenName(std::string(255, 'x'), 40).size(), std::size_t{40});
    }

    void escapesWhatATerminalWouldObey_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("escaped");
        QTest::newRow("plain") << QByteArray("a name.txt") << QByteArray("a name.txt");
        QTest::newRow("umlaut") << QByteArray("b\xc3\xbc"
                                              "cher")
                                << QByteArray("b\xc3\xbc"
                                              "cher");
        QTest::newRow("escape sequence") << QByteArray("\x1b[2J") << QByteArray("\\x1b[2J");
        QTest::newRow("new line") << QByteArray("a\nb") << QByteArray("a\\x0ab");
        QTest::newRow("nul") << QByteArray("a\0b", 3) << QByteArray("a\\x00b");
        QTest::newRow("delete") << QByteArray("\x7f") << QByteArray("\\x7f");
        QTest::newRow("C1 control") << QByteArray("\xc2\x9b") << QByteArray("\\u009b");
        QTest::newRow("bidi override") << QByteArray("\xe2\x80\xae") << QByteArray("\\u202e");
        QTest::newRow("bidi isolate") << QByteArray("\xe2\x81\xa6") << QByteArray("\\u2066");
        QTest::newRow("zero width") << QByteArray("\xe2\x80\x8b") << QByteArray("\\u200b");
        QTest::newRow("raw C1 byte") << QByteArray("\x9b") << QByteArray("\\x9b");
        QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << QByteArray("\\xc0\\xaf");
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << QByteArray("\\xed\\xa0\\x80");
        QTest::newRow("cut sequence") << QByteArray("a\xe2\x80") << QByteArray("a\\xe2\\x80");
        QTest::newRow("above unicode")
            << QByteArray("\xf4\x90\x80\x80") << QByteArray("\\xf4\\x90\\x80\\x80");
    }
    void escapesWhatATerminalWouldObey() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, escaped);
        QCOMPARE(QByteArray::fromStdString(escapeForTerminal(text.toStdString())), escaped);
    }

    void quotesAndNeutralisesCsv_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("field");
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("plain") << "example.com"
                               << "example.com";
        QTest::newRow("comma") << "a,b"
                               << "\"a,b\"";
        QTest::newRow("quote") << "a\"b"
                               << "\"a\"\"b\"";
        QTest::newRow("line end") << "a\r\nb"
                                  << "\"a\r\nb\"";
        QTest::newRow("formula") << "=1+1"
                                 << "'=1+1";
        QTest::newRow("command") << "@SUM(A1)"
                                 << "'@SUM(A1)";
        QTest::newRow("minus name") << "-evil.example"
                                    << "'-evil.example";
        QTest::newRow("tab") << "\t=1"
                             << "'\t=1";
        QTest::newRow("carriage return") << "\r=1"
                                         << "\"'\r=1\"";
        QTest::newRow("full width") << QString::fromUtf8("\xef\xbc\x9d"
                                                         "1")
                                    << QString::fromUtf8("'\xef\xbc\x9d"
                                                         "1");
        QTest::newRow("formula with quotes") << "=A(\"b\")"
                                             << "\"'=A(\"\"b\"\")\"";
        QTest::newRow("negative number") << "-12.5"
                                         << "-12.5";
        QTest::newRow("exponent") << "-1.5e-22"
                                  << "-1.5e-22";
        QTest::newRow("sum of numbers") << "-1+2"
                                        << "'-1+2";
    }
    void quotesAndNeutralisesCsv() {
        QFETCH(QString, text);
        QFETCH(QString, field);
        QCOMPARE(QString::fromStdString(escapeCsvField(text.toStdString(), Formulas::Neutralise)),
                 field);
    }

    void keepsFormulasWhenTold() {
        QCOMPARE(escapeCsvField("=1+1", Formulas::Keep), std::string("=1+1"));
    }

    void globsMatchTheWholeTextAlsoWhenItHasStars() {
        QVERIFY(globMatches("*.com", "a.com"));
        QVERIFY(globMatches("*.com", "*.example.com"));
        QVERIFY(globMatches("*", "*.a"));
        QVERIFY(globMatches("*", ""));
        QVERIFY(globMatches("a*b*c", "abbcbc"));
        QVERIFY(globMatches("c?.example", "c2.example"));
        QVERIFY(!globMatches("c?.example", "c.example"));
        QVERIFY(!globMatches("*.com", "a.com.org"));
        QVERIFY(!globMatches("", "a"));
    }

    void knowsNumbers() {
        for (const char* number : {"0", "-1", "+1.", ".5", "1e5", "1.25E+07"})
            QVERIFY2(isNumberText(number), number);
        for (const char* other :
             {"", "-", ".", "e5", "1e", "1e+", "0x10", "1 ", "--1", "inf", "1.2.3"})
            QVERIFY2(!isNumberText(other), other);
    }

    void writesCountsForPeople() {
        QCOMPARE(withThousands(0), std::string("0"));
        QCOMPARE(withThousands(999), std::string("999"));
        QCOMPARE(withThousands(1000), std::string("1,000"));
        QCOMPARE(withThousands(8'000'123), std::string("8,000,123"));
    }
};

BEACONSCOPE_TEST(TestText)
#include "test_text.moc"
