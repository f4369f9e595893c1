// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/export/findings_table.h"

#include "core/base/text.h"
#include "core/tables/cell_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <ostream>

namespace beaconscope::exporting {

namespace {

using detect::Finding;
using snapshot::Snapshot;

constexpr std::size_t kLineWidth = 100;
constexpr std::size_t kNarrowestName = 24;
constexpr std::size_t kGap = 2;

struct Column {
    const char* title;
    bool isNumber;
};

// The last column is only written when the table also lists series that are not reported.
constexpr std::array<Column, 9> kColumns{{{"#", true},
                                          {"client", false},
                                          {"name", false},
                                          {"queries", true},
                                          {"beats", true},
                                          {"period", true},
                                          {"jitter", true},
                                          {"score", true},
                                          {"status", false}}};
constexpr std::size_t kName = 2;

using Cells = std::array<std::string, kColumns.size()>;

const char* statusOf(const Finding& finding) {
    if (finding.isExcluded())
        return finding.judgement.flagged ? "excluded" : "excluded, not flagged";
    return finding.judgement.flagged ? "suspicious" : "not flagged";
}

Cells cellsOf(const Snapshot& snapshot, std::size_t rank) {
    const Finding finding = snapshot.detection->finding(rank);
    const detect::Judgement& judgement = finding.judgement;
    const std::string client = clientOf(snapshot, finding);
    const std::string name = nameOf(snapshot, finding);
    return {fmt::format("{}", rank + 1),
            client.empty() ? "any client" : client,
            escapeForTerminal(name.empty() ? domainOf(snapshot, finding) : name),
            withThousands(finding.queries),
            judgement.beats ? withThousands(*judgement.beats) : "-",
            judgement.periodSeconds ? toHumanDuration(*judgement.periodSeconds) : "-",
            judgement.jitter ? fmt::format("{:.1f} %", *judgement.jitter * 100) : "-",
            tables::scoreText(judgement.score),
            statusOf(finding)};
}

class FindingsTable {
public:
    FindingsTable(const Snapshot& snapshot, Listed listed)
        : m_snapshot(snapshot)
        , m_rows(listedFindings(snapshot, listed))
        , m_columns(kColumns.size() - (listed == Listed::All ? 0 : 1)) {
        for (std::size_t i = 0; i < m_columns; ++i)
            m_widths[i] = std::string_view(kColumns[i].title).size();
        for (std::size_t rank = 0; rank < m_rows; ++rank) {
            const Cells cells = cellsOf(snapshot, rank);
            for (std::size_t i = 0; i < m_columns; ++i)
                m_widths[i] = std::max(m_widths[i], cells[i].size());
        }
        std::size_t others = (m_columns - 1) * kGap;
        for (std::size_t i = 0; i < m_columns; ++i)
            others += i == kName ? 0 : m_widths[i];
        const std::size_t room =
            std::max(kNarrowestName, kLineWidth - std::min(kLineWidth, others));
        m_widths[kName] = std::min(m_widths[kName], room);
    }

    void write(std::ostream& out) const {
        if (m_rows == 0)
            return;
        Cells titles;
        for (std::size_t i = 0; i < m_columns; ++i)
            titles[i] = kColumns[i].title;
        out << '\n';
        writeLine(titles, out);
        for (std::size_t rank = 0; rank < m_rows; ++rank)
            writeLine(cellsOf(m_snapshot, rank), out);
    }

private:
    void writeLine(const Cells& cells, std::ostream& out) const {
        std::string line;
        for (std::size_t i = 0; i < m_columns; ++i) {
            const std::string text = i == kName ? shortenName(cells[i], m_widths[i]) : cells[i];
            const std::string padding(m_widths[i] - text.size(), ' ');
            line.append(i == 0 ? 0 : kGap, ' ');
            line += kColumns[i].isNumber ? padding + text : text + padding;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << '\n';
    }

    const Snapshot& m_snapshot;
    std::size_t m_rows;
    std::size_t m_columns;
    std::array<std::size_t, kColumns.size()> m_widths{};
};

} // namespace

void writeFindingsTable(const Snapshot& snapshot, Listed listed, std::ostream& out) {
    FindingsTable(snapshot, listed).write(out);
}

} // namespace beaconscope::exporting
