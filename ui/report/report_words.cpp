// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/report/report_words.h"

#include "core/base/text.h"

#include <QCoreApplication>

namespace beaconscope::report {

QString count(std::uint64_t value) {
    return QString::fromStdString(withThousands(value));
}

QString moment(const std::optional<Timestamp>& time) {
    return time ? QString::fromStdString(toIso8601(*time))
                : QCoreApplication::translate("beaconscope::report::ReportSections", "none");
}

QString cellText(const tables::Table& table, std::size_t row, const char* column) {
    const std::optional<std::size_t> index = tables::findColumn(table.kind(), column);
    if (!index)
        return {};
    return shown(tables::displayText(table, table.columns()[*index], table.cell(row, *index), {}));
}

} // namespace beaconscope::report
