// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detector.h"
#include "core/detect/registry/detectors.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"
#include "ui/report/document_writer.h"
#include "ui/report/pdf_report.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace beaconscope;
using namespace beaconscope::report;
using testing::everySeconds;
using testing::StoreBuilder;

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Returns what a tool of poppler-utils prints.
QString output(const QString& tool, const QStringList& arguments) {
    QProcess process;
    process.start(tool, arguments);
    process.waitForFinished(60'000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

qsizetype pagesOf(const QByteArray& pdf) {
    return pdf.count("/Type /Page\n");
}

/// All pages of a document that is laid out, as a PDF.
QByteArray drawn(const PagedDocument& document) {
    DocumentWriter writer(document, {});
    while (writer.drawnCount() < document.pageCount()) {
        document.prepare(writer.drawnCount());
        writer.drawNextPage();
    }
    return writer.finish();
}

std::shared_ptr<const snapshot::Snapshot> oneBeacon(const std::string& name) {
    StoreBuilder builder;
    builder.answeredQueries("10.0.0.1", name, everySeconds(60, 40));
    builder.queries("10.0.0.2", "www.example", {1, 7, 90, 200, 203});
    return builder.snapshot();
}

/// Queries of one client for one domain: once a minute comes a short stream of names that could
/// carry data.
std::shared_ptr<const snapshot::Snapshot> tunnelWithARhythm() {
    StoreBuilder builder;
    for (int minute = 0; minute < 40; ++minute)
        builder.newNames("10.0.0.1", "d.example", everySeconds(0.1, 16, 60.0 * minute));
    return builder.snapshot();
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        for (const char* tool : {"pdftotext", "pdfimages"})
            QVERIFY2(!QStandardPaths::findExecutable(tool).isEmpty(),
                     qPrintable(QString("%1 of poppler-utils is not installed").arg(tool)));
    }

    void writesAllSections() {
        const QString path = m_folder.filePath("report.pdf");
        QVERIFY(!writePdfReport(*oneBeacon("beacon.example"), path).has_value());
        const QByteArray pdf = contentOf(path);
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pagesOf(pdf) >= 3);
        const QString text = output("pdftotext", {"-layout", path, "-"});
        for (const char* part :
             {"Method", "Rules in force", "name ends with .local", "Findings",
              "1 series has suspicious timing, of 2 that could be tested.", "Finding 1: 10.0.0.1",
              "beacon.example", "Intervals between beats", "Chance alone: at most",
              "false findings", "What this report cannot tell", "Suspicious timing is not proof"})
            QVERIFY2(text.contains(part), part);
        QVERIFY(text.contains(QRegularExpression("Evidence: the first \\d+ of 40 queries")));
        QVERIFY(text.contains(QString("Page 1 of %1").arg(pagesOf(pdf))));
        QVERIFY(text.contains(QString("Page %1 of %1").arg(pagesOf(pdf))));
    }

    /// The first page alone lists the findings; a tunnel with a rhythm is one finding.
    void theFirstPageListsTheFindings() {
        const QString path = m_folder.filePath("first.pdf");
        QVERIFY(!writePdfReport(*tunnelWithARhythm(), path).has_value());
        const QString page = output("pdftotext", {"-layout", "-l", "1", path, "-"});
        static const QRegularExpression titles("# +Client +Name +Kind +Period +Chance +(Queries "
                                               "/)? +First – last \\(UTC\\) +Priority");
        QVERIFY2(titles.match(page).hasMatch(), qPrintable(page));
        QVERIFY2(
            page.contains(QRegularExpression("10\\.0\\.0\\.1 +d\\.example +tunnel +60\\.0 s ")),
            qPrintable(page));
        QVERIFY2(!page.contains(QRegularExpression("d\\.example +beacon")), qPrintable(page));
        QVERIFY2(page.contains("2024-01-01 00:00"), qPrintable(page));
        const QString text = output("pdftotext", {"-layout", path, "-"});
        QVERIFY2(text.contains("Tunnel: names that may carry data. 640 queries in "),
                 qPrintable(text));
        QVERIFY2(text.contains(QRegularExpression("Kind +tunnel: names that may carry data")),
                 qPrintable(text));
        QVERIFY(page.indexOf("Capture") < page.indexOf("Findings"));
        QVERIFY(!page.contains("Method") || page.indexOf("Findings") < page.indexOf("Method"));
    }

    /// The column has the same title as in the window.
    void detectorsWithoutAChanceHaveNoColumnForIt() {
        StoreBuilder builder;
        builder.answeredQueries("10.0.0.1", "beacon.example", everySeconds(60, 40));
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.detection = detect::settingsFor(detect::findDetector("lab"));
        const QString path = m_folder.filePath("lab.pdf");
        QVERIFY(!writePdfReport(*builder.snapshot(settings), path).has_value());
        const QString page = output("pdftotext", {"-layout", "-l", "1", path, "-"});
        QVERIFY2(page.contains(QRegularExpression("10\\.0\\.0\\.1 +beacon\\.example +beacon")),
                 qPrintable(page));
        QVERIFY2(page.contains("Regularity"), qPrintable(page));
        QVERIFY2(!page.contains("Chance"), qPrintable(page));
    }

    /// However long the names are, the report has the pages before the findings, one page for each
    /// finding, and the page of limits.
    void aFindingTakesOnePage() {
        StoreBuilder builder;
        constexpr std::size_t kQueries = 40;
        for (std::size_t i = 0; i < kQueries; ++i) {
            std::string name;
            for (const char label : {'a', 'b', 'c'})
                name += std::string(61, label) + std::to_string(10 + i) + '.';
            name += std::string(50, 'd') + ".example";
            QCOMPARE(name.size(), std::size_t{250});
            builder.answeredQueries("192.168.168.162", name,
                                    {100.0 + 60.0 * static_cast<double>(i)});
        }
        const auto snapshot = builder.snapshot();
        const std::size_t findings = snapshot->detection->reportedCount();
        QVERIFY(findings >= 1);
        const QString path = m_folder.filePath("names.pdf");
        QVERIFY(!writePdfReport(*snapshot, path).has_value());
        const QString text = output("pdftotext", {"-layout", path, "-"});
        const QStringList pages = text.split(u'\f', Qt::SkipEmptyParts);
        const auto isFindingPage = [](const QString& page) { return page.contains("Finding 1:"); };
        const auto first = std::ranges::find_if(pages, isFindingPage) - pages.begin();
        QCOMPARE(pages.size() - first, static_cast<qsizetype>(findings) + 1);
        QVERIFY2(pages[first].contains("Evidence: the first "), qPrintable(pages[first]));
        // The table of findings does not break an address over two lines.
        QVERIFY(text.contains(QRegularExpression("\n *1 +192\\.168\\.168\\.162 ")));
    }

    /// The page says numbers and marks in words, because nobody can hover over paper.
    void aFindingsPageTellsItsFactsAndMarks() {
        std::vector<double> times = everySeconds(60, 40);
        for (const std::ptrdiff_t missing : {30, 20, 10})
            times.erase(times.begin() + missing);
        StoreBuilder builder;
        builder.answeredQueries("10.0.0.1", "beacon.example", times);
        const QString path = m_folder.filePath("facts.pdf");
        QVERIFY(!writePdfReport(*builder.snapshot(), path).has_value());
        const QString text = output("pdftotext", {"-layout", path, "-"});
        const QString page = text.mid(text.indexOf("Finding 1:"));
        for (const char* fact :
             {"Kind +beacon +Priority +\\d", "Period +60\\.0 s +Jitter +\\S",
              "Beats +37 +Missed +7\\.7 %", "Queries +37 +Chance +1 in 10\\^",
              "First query \\(UTC\\) +2024-01-01 00:00:00\\.000 +Last query",
              "Last query \\(UTC\\) +2024-01-01 00:39:00\\.000", "Bars: queries per ",
              "Orange ×: a beat was due and none came \\(3\\)", "Packet +Time \\(UTC\\)"})
            QVERIFY2(page.contains(QRegularExpression(fact)), qPrintable(fact + ("\n" + page)));

        const QString steady = m_folder.filePath("steady.pdf");
        QVERIFY(!writePdfReport(*oneBeacon("beacon.example"), steady).has_value());
        const QString words = output("pdftotext", {"-layout", steady, "-"});
        QVERIFY(words.contains("Dashed lines: a beat was due"));
        QVERIFY(!words.contains("Orange ×"));
    }

    void plotsAreVectors() {
        const QString path = m_folder.filePath("vectors.pdf");
        QVERIFY(!writePdfReport(*oneBeacon("beacon.example"), path).has_value());
        const QString images = output("pdfimages", {"-list", path});
        QCOMPARE(images.trimmed().count('\n'), 1); // two lines of titles and nothing below them
    }

    void namesAreNeverMarkup() {
        const QString path = m_folder.filePath("hostile.pdf");
        const std::string name = "<img src=\"file:///etc/hostname\"><h1>x</h1>&amp;.example";
        QVERIFY(!writePdfReport(*oneBeacon(name), path).has_value());
        QString text = output("pdftotext", {"-raw", path, "-"});
        text.remove('\n').remove(' ');
        QVERIFY(text.contains("<imgsrc=\"file:///etc/hostname\"><h1>x</h1>&amp;.example"));
    }

    void saysWhyThereAreNoFindings() {
        StoreBuilder builder;
        builder.queries("10.0.0.2", "www.example", {1, 7, 90, 200, 203});
        const QString path = m_folder.filePath("none.pdf");
        QVERIFY(!writePdfReport(*builder.snapshot(), path).has_value());
        QVERIFY(pagesOf(contentOf(path)) >= 2);
        const QString empty = m_folder.filePath("empty.pdf");
        QVERIFY(!writePdfReport(*StoreBuilder().snapshot(), empty).has_value());
        QVERIFY(contentOf(empty).startsWith("%PDF-"));
    }

    void theReportCanHaveLetterSize() {
        const QString path = m_folder.filePath("letter.pdf");
        PdfReportOptions options;
        options.pageSize = QPageSize::Letter;
        QVERIFY(!writePdfReport(*oneBeacon("beacon.example"), path, options).has_value());
        QVERIFY(contentOf(path).contains("/MediaBox [0 0 612"));
    }

    void keepsTheOldFileOnFailure() {
        const QString path = m_folder.filePath("missing/report.pdf");
        const auto error = writePdfReport(*oneBeacon("beacon.example"), path);
        QVERIFY(error.has_value());
        QVERIFY(!error->message.empty());
        QVERIFY(!QFile::exists(path));

        // A folder of the same name cannot be replaced by a file.
        const QString folder = m_folder.filePath("folder.pdf");
        QVERIFY(QDir().mkpath(folder + "/inside"));
        QVERIFY(writePdfReport(*oneBeacon("beacon.example"), folder).has_value());
        QVERIFY(QDir(folder + "/inside").exists());
    }

    void survivesThousandsOfFindings() {
        constexpr int kFindings = 5000;
        StoreBuilder builder;
        for (int i = 0; i < kFindings; ++i) {
            const std::string client =
                "10.1." + std::to_string(i / 250) + "." + std::to_string(i % 250 + 1);
            builder.queries(client, "b" + std::to_string(i) + ".example", everySeconds(60, 12, i));
        }
        const auto snapshot = builder.snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{kFindings});
        const QString path = m_folder.filePath("many.pdf");
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!writePdfReport(*snapshot, path).has_value());
        qInfo("%d findings: %lld ms, %lld bytes, %lld pages", kFindings,
              static_cast<long long>(timer.elapsed()), static_cast<long long>(QFile(path).size()),
              static_cast<long long>(pagesOf(contentOf(path))));
        QVERIFY(timer.elapsed() < 120'000);
        const QString text = output("pdftotext", {"-layout", path, "-"});
        const QString firstPage = text.section(u'\f', 0, 0);
        QVERIFY(firstPage.contains("The 10 strongest of 5,000"));
        QVERIFY(firstPage.contains(QRegularExpression("\n *10 +10\\.1\\.")));
        QVERIFY(text.contains("All findings"));
        QVERIFY(text.contains("show the 500 strongest findings. The other 4,500 have"));
        QVERIFY(text.contains("Finding 500:"));
        QVERIFY(!text.contains("Finding 501:"));
        for (int i = 0; i < kFindings; i += 499)
            QVERIFY(text.contains(QString(" b%1.example").arg(i)));
    }

    void documentBreaksLongTextAndRepeatsTitles() {
        PagedDocument document(QPageSize::A4);
        document.addText(QString(200'000, 'x'));
        document.addTable({{"Title", 1, Qt::AlignLeft}}, 200,
                          [](std::size_t row) { return QStringList{QString::number(row)}; });
        document.layOut();
        const QByteArray pdf = drawn(document);
        QVERIFY(pagesOf(pdf) > 10);
        const QString path = m_folder.filePath("long.pdf");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(pdf) == pdf.size());
        file.close();
        const QString text = output("pdftotext", {path, "-"});
        QCOMPARE(text.count('x'), qsizetype{200'000});
        QVERIFY(text.count("Title") >= 4);
    }

    /// Text ends where rules and footer end, because it is measured with the font that draws it.
    void linesEndAtTheMargin() {
        PagedDocument document(QPageSize::A4);
        const QString words =
            QString("Rhythms that expiring cached answers explain. ").repeated(40);
        document.addText(words);
        document.addList({words});
        document.addText(words, TextStyle::Strong);
        document.layOut();
        const QString path = m_folder.filePath("margins.pdf");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(drawn(document)) > 0);
        file.close();
        const QString text = output("pdftotext", {"-bbox", path, "-"});
        static const QRegularExpression end("xMax=\"([0-9.]+)\"");
        double right = 0;
        for (const QRegularExpressionMatch& match : end.globalMatch(text))
            right = std::max(right, match.captured(1).toDouble());
        constexpr double kUnitPoints = 72 / kDocumentUnitsPerInch;
        const double margin = (60 + document.contentWidth()) * kUnitPoints;
        QVERIFY2(right < margin + 1, qPrintable(QString::number(right)));
        QVERIFY2(right > margin - 20, qPrintable(QString::number(right)));
    }

    /// With a ligature, a copied name would have other characters.
    void textCanBeCopiedLetterByLetter() {
        const QString path = m_folder.filePath("letters.pdf");
        QVERIFY(!writePdfReport(*oneBeacon("office-fflip.example"), path).has_value());
        const QString text = output("pdftotext", {"-raw", path, "-"});
        QVERIFY(text.contains("office-fflip.example"));
    }

private:
    QTemporaryDir m_folder;
};

BEACONSCOPE_TEST(TestReport)
#include "test_report.moc"
