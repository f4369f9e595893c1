// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/packet_source.h"
#include "core/input/sources/open_source.h"
#include "core/network/message_reader.h"
#include "core/network/query_rows.h"
#include "tests/support/capture_folders.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace beaconscope;

namespace {

/// One question of a query, in the words of either side.
struct Row {
    int packet = 0;
    QString time, client, resolver, id, name, transport;
};

QStringList linesOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
}

/// Columns: frame, time, source, destination, id in hexadecimal, types, names, transport, opcode,
/// question count. The names of several questions are joined by a bar.
std::vector<Row> tableRows(const QString& path) {
    std::vector<Row> rows;
    for (const QString& line : linesOf(path)) {
        const QStringList column = line.split('\t');
        if (column.size() < 10 || column[0] == "frame.number" || column[7] == "icmp-quoted")
            continue;
        const bool isOne = column[9].toInt() <= 1;
        const QStringList names = isOne ? QStringList{column[6]} : column[6].split('|');
        for (const QString& name : names)
            rows.push_back({column[0].toInt(), column[1], column[2], column[3],
                            QString::number(column[4].toInt(nullptr, 16)), name, column[7]});
    }
    return rows;
}

std::vector<Row> ourRows(const std::string& path) {
    std::vector<Row> rows;
    auto source = input::openPacketSource(path);
    if (!source)
        return rows;
    std::string table;
    const auto append = [&table](const dns::DnsPayload& payload, const dns::Message& message) {
        network::appendQueryRows(payload, message, table);
    };
    network::MessageReader messages(append, append); // as the command does
    input::Packet packet;
    while ((*source)->next(packet) == input::ReadState::More)
        messages.feed(packet);
    messages.finish();
    for (const QString& line : QString::fromStdString(table).split('\n', Qt::SkipEmptyParts)) {
        const QStringList column = line.split('\t');
        rows.push_back(
            {column[0].toInt(), column[1], column[2], column[3], column[5], column[7], column[4]});
    }
    return rows;
}

/// A name that both sides write in the same way: no words of the dissector, nothing escaped.
bool isPlain(const QString& name) {
    return !name.isEmpty() && !name.startsWith('<') &&
           std::all_of(name.begin(), name.end(), [](QChar c) {
               return c > QChar(' ') && c < QChar(0x7f) && c != QChar('\\');
           });
}

/// What is compared; names only in packets where they are plain on the table's side.
QString key(const Row& row, const std::set<int>& oddPackets) {
    QString name = row.name.toLower();
    while (name.endsWith('.'))
        name.chop(1);
    if (oddPackets.contains(row.packet))
        name = "?";
    return QStringList{QString::number(row.packet),
                       row.time,
                       row.client,
                       row.resolver,
                       row.id,
                       name,
                       row.transport}
        .join(' ');
}

std::map<QString, int> counted(const std::vector<Row>& rows, const std::set<int>& oddPackets) {
    std::map<QString, int> counts;
    for (const Row& row : rows)
        ++counts[key(row, oddPackets)];
    return counts;
}

/// Rows of `left` that `right` has not.
QStringList onlyIn(const std::map<QString, int>& left, const std::map<QString, int>& right) {
    QStringList rows;
    for (const auto& [row, count] : left) {
        const auto found = right.find(row);
        for (int i = found == right.end() ? 0 : found->second; i < count; ++i)
            rows.append(row);
    }
    return rows;
}

} // namespace

/// Compares every query of the captures with what is known to be in them: by their generator, or,
/// of real ones, by an independent dissector.
class TestQueryOracle : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        for (const QString& line : linesOf(
                 QStringLiteral(BEACONSCOPE_SOURCE_DIR "/tests/captures/oracle_differences.tsv"))) {
            const QStringList column = line.split('\t');
            if (!line.startsWith('#') && column.size() == 4)
                m_explained[column[0]] = {column[1].toInt(), column[2].toInt()};
        }
    }

    void agreesWithTheTable_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("file");
        const QString suffix = ".queries.tsv";
        for (const std::string& name : testing::captureFolders()) {
            const QString folder = QString::fromStdString(name);
            const QStringList tables = QDir(folder + "/oracle").entryList({"*" + suffix});
            QVERIFY2(!tables.isEmpty(), qPrintable(folder));
            for (const QString& table : tables)
                QTest::newRow(qPrintable(table)) << folder << table.chopped(suffix.size());
        }
    }
    void agreesWithTheTable() {
        QFETCH(QString, folder);
        QFETCH(QString, file);
        const auto table = tableRows(folder + "/oracle/" + file + ".queries.tsv");
        const auto ours = ourRows(testing::captureFile(folder.toStdString(), file.toStdString()));
        std::set<int> oddPackets;
        for (const Row& row : table) {
            if (!isPlain(row.name))
                oddPackets.insert(row.packet);
        }
        const auto wanted = counted(table, oddPackets);
        const auto found = counted(ours, oddPackets);
        const QStringList missing = onlyIn(wanted, found);
        const QStringList extra = onlyIn(found, wanted);
        const auto explained = m_explained[file];
        const QString report = QString("missing %1: %2; extra %3: %4")
                                   .arg(missing.size())
                                   .arg(missing.mid(0, 3).join(" | "))
                                   .arg(extra.size())
                                   .arg(extra.mid(0, 3).join(" | "));
        QVERIFY2(missing.size() == explained.first && extra.size() == explained.second,
                 qPrintable(report));
    }

private:
    std::map<QString, std::pair<int, int>> m_explained;
};

BEACONSCOPE_TEST(TestQueryOracle)
#include "test_query_oracle.moc"
