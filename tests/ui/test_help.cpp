// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_program.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/shell/resources.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QListWidget>
#include <QMap>
#include <QMultiMap>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSet>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QUrl>

using namespace beaconscope;

namespace {

using Numbers = QList<double>;

QString read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Returns the texts of the files of core whose names match `patterns`, by path.
QMap<QString, QString> coreFiles(const QStringList& patterns) {
    QMap<QString, QString> texts;
    QDirIterator it(BEACONSCOPE_SOURCE_DIR "/core", patterns, QDir::Files,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        texts.insert(path, read(path));
    }
    return texts;
}

/// Returns the step numbers in a comment: for "Steps 1 to 7 and 9", the numbers 1 to 7 and 9. The
/// comment may have a line break anywhere.
QSet<QString> stepsIn(QString text) {
    static const QRegularExpression lineBreak("\\s*\\n\\s*//[/!<]*\\s*");
    static const QRegularExpression steps(
        "\\b[Ss]teps? (\\d+[a-z]?(?:(?:, | to | and |, and )\\d+[a-z]?)*)");
    static const QRegularExpression range("(\\d+) to (\\d+)");
    static const QRegularExpression number("\\d+[a-z]?");
    text.replace(lineBreak, " ");
    QSet<QString> found;
    for (const auto& match : steps.globalMatch(text)) {
        const QString list = match.captured(1);
        for (const auto& one : number.globalMatch(list))
            found.insert(one.captured());
        for (const auto& ends : range.globalMatch(list)) {
            for (int step = ends.captured(1).toInt(); step < ends.captured(2).toInt(); ++step)
                found.insert(QString::number(step));
        }
    }
    return found;
}

/// Returns the numbers of "0.5, 2.5, 15.0" or "32'768". Empty when the text has anything else.
Numbers numbersIn(QString text) {
    Numbers numbers;
    text.remove(u'\'').replace(QChar(0x2212), u'-');
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double value = part.trimmed().remove(u'F').toDouble(&isNumber);
        if (!isNumber)
            return {};
        numbers.append(value);
    }
    return numbers;
}

/// Returns the constants of core by name. Several constants may have the same name.
QMultiMap<QString, Numbers> constantsOfCore() {
    static const QRegularExpression constant(
        "\\bconstexpr\\s+[\\w:<>, {}]*?\\b(k[A-Z]\\w*)\\s*(?:=\\s*|\\{)([^;}]*)[;}]");
    QMultiMap<QString, Numbers> constants;
    for (const QString& text : coreFiles({"*.h", "*.cpp"})) {
        for (const auto& match : constant.globalMatch(text))
            constants.insert(match.captured(1), numbersIn(match.captured(2)));
    }
    return constants;
}

QStringList linksOf(const QTextDocument& document) {
    QStringList links;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QString link = it.fragment().charFormat().anchorHref();
            if (!link.isEmpty() && !links.contains(link))
                links.append(link);
        }
    }
    return links;
}

bool hasAnchor(const QTextDocument& document, const QString& anchor) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().anchorNames().contains(anchor))
                return true;
        }
    }
    return false;
}

} // namespace

/// Tests that the links of the help pages lead somewhere, and that the page on the detector's
/// method agrees with the code.
class TestHelp : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        ui::initialiseResources();
        m_method = read(":/help/9-method.md");
        QVERIFY(!m_method.isEmpty());
    }

    void everyFileIsAPage() {
        const ui::HelpDialog dialog({});
        const auto* const list = dialog.findChild<QListWidget*>();
        const QDir folder(BEACONSCOPE_SOURCE_DIR "/resources/help");
        const QStringList files = folder.entryList({"*.md"}, QDir::Files, QDir::Name);
        QVERIFY(files.size() >= 9);
        QCOMPARE(list->count(), files.size() + 1);
        for (int row = 0; row < files.size(); ++row)
            QCOMPARE(list->item(row)->text(), titleOf(folder.filePath(files[row])));
    }

    void everyLinkLeadsToAPage() {
        ui::HelpDialog dialog({});
        auto* const list = dialog.findChild<QListWidget*>();
        auto* const text = dialog.findChild<QTextBrowser*>();
        int links = 0;
        for (int row = 0; row < list->count(); ++row) {
            list->setCurrentRow(row);
            for (const QString& href : linksOf(*text->document())) {
                const QUrl link(href);
                if (!link.isRelative())
                    continue;
                ++links;
                list->setCurrentRow(row);
                text->verticalScrollBar()->setValue(0);
                emit text->anchorClicked(link);
                const QString page = link.path().isEmpty() ? list->item(row)->text()
                                                           : titleOf(":/help/" + link.path());
                QCOMPARE(list->currentItem()->text(), page);
                QVERIFY2(!link.hasFragment() || hasAnchor(*text->document(), link.fragment()),
                         qPrintable(href));
            }
        }
        QVERIFY(links > 10);
    }

    void aLinkToAHeadingScrollsToIt() {
        ui::HelpDialog dialog({});
        dialog.show();
        auto* const text = dialog.findChild<QTextBrowser*>();
        emit text->anchorClicked(QUrl("9-method.md#step-8-false-discovery-rate"));
        const QTextBlock top = text->cursorForPosition({1, 5}).block();
        QCOMPARE(top.text(), QString("Step 8. False discovery rate"));
        emit text->anchorClicked(QUrl("#words-and-signs"));
        QCOMPARE(text->cursorForPosition({1, 5}).block().text(), QString("Words and signs"));
    }

    void listsOfStepsAreUnderstood() {
        QCOMPARE(stepsIn("/// Steps 1 to 3 and 9 for"), (QSet<QString>{"1", "2", "3", "9"}));
        QCOMPARE(stepsIn("    /// see step\n    /// 4b."), QSet<QString>{"4b"});
        QCOMPARE(stepsIn("a step, 4 of them"), QSet<QString>{});
    }

    /// A header may say "Step 4". Its reader must find this step on the page.
    void everyStepThatTheCodeNamesIsExplained() {
        static const QRegularExpression heading("^## Step (\\d+[a-z]?)\\. ",
                                                QRegularExpression::MultilineOption);
        QSet<QString> explained;
        for (const auto& match : heading.globalMatch(m_method))
            explained.insert(match.captured(1));
        QSet<QString> named;
        const QMap<QString, QString> files = coreFiles({"*.h", "*.cpp"});
        for (auto it = files.begin(); it != files.end(); ++it) {
            for (const QString& step : stepsIn(it.value())) {
                QVERIFY2(explained.contains(step),
                         qPrintable(QString("Step %1 of %2 is not in resources/help/9-method.md")
                                        .arg(step, it.key())));
                named.insert(step);
            }
        }
        QVERIFY(named.size() >= 10);
    }

    void everyHeaderThatThePageNamesIsThere() {
        static const QRegularExpression header("`(\\w+\\.h)`");
        QSet<QString> names;
        for (const QString& path : coreFiles({"*.h"}).keys())
            names.insert(path.section(u'/', -1));
        int found = 0;
        for (const auto& match : header.globalMatch(m_method)) {
            ++found;
            QVERIFY2(names.contains(match.captured(1)), qPrintable(match.captured(1)));
        }
        QVERIFY(found >= 10);
    }

    /// "`kMinBeats` = 5" on the page must agree with the code.
    void everyConstantHasTheValueOfTheCode() {
        static const QRegularExpression constant(
            "`(k[A-Z]\\w*)`(?:\\s+=\\s+([-\\x{2212}]?[\\d.]*\\d(?:,\\s+[\\d.]*\\d)*))?");
        const QMultiMap<QString, Numbers> constants = constantsOfCore();
        int valued = 0;
        for (const auto& match : constant.globalMatch(m_method)) {
            const QString name = match.captured(1);
            QVERIFY2(constants.contains(name), qPrintable(name + " is not in core"));
            if (match.captured(2).isEmpty())
                continue;
            ++valued;
            QVERIFY2(constants.values(name).contains(numbersIn(match.captured(2))),
                     qPrintable(name + " is not " + match.captured(2)));
        }
        QVERIFY(valued >= 30);
    }

private:
    static QString titleOf(const QString& path) { return read(path).section(u'\n', 0, 0).mid(2); }

    QString m_method;
};

BEACONSCOPE_TEST(TestHelp)

#include "test_help.moc"
