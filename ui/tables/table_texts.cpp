// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/table_texts.h"

#include "ui/models/text.h"

#include <QCoreApplication>

namespace beaconscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::ui::TablePane", text);
}

} // namespace

QString reasonWhyEmpty(tables::TableKind kind, const snapshot::Snapshot* snapshot,
                       const tables::RowOrder* order, bool isScoped) {
    if (snapshot == nullptr)
        return tr("No capture is open.");
    const bool isFindings = kind == tables::TableKind::Findings;
    if (snapshot->isLoading && isFindings)
        return tr("Findings appear when the capture has been read.");
    if (order == nullptr)
        return tr("Reading…");
    if (order->hiddenByFilter > 0)
        return tr("No row matches the filter. Esc in the filter field clears it.");
    if (isFindings && !snapshot->emptyReason.empty()) {
        const bool wasAnyJudged = snapshot->detection && snapshot->detection->size() > 0;
        return models::toQString(snapshot->emptyReason) +
               (wasAnyJudged ? tr("\n“Show Unflagged” lists every series, each with the reason.")
                             : QString());
    }
    if (order->goneFromScope > 0)
        return tr("This finding is not in the list at present, so its queries cannot be told. "
                  "Another detector, grouping or time range brings it back.");
    if (order->hiddenByRules > 0)
        return tr("Rules hide all %1 rows. “Show Excluded” shows them.")
            .arg(models::countText(order->hiddenByRules));
    if (isScoped && !snapshot->isLoading)
        return snapshot->settings.range ? tr("None of these queries is in the time range.")
                                        : tr("The capture has none of these queries.");
    return snapshot->isLoading ? tr("Nothing yet.") : tr("The capture has nothing for this table.");
}

QString scopeLabel(const std::vector<snapshot::SubjectKey>& scope) {
    if (scope.empty())
        return {};
    QString first = models::toQString(snapshot::describe(scope.front()));
    if (scope.size() == 1)
        return first;
    return tr("%1 and %2 more").arg(first, models::countText(scope.size() - 1));
}

QString rowCountText(const tables::RowOrder& order, int selectedRows) {
    QStringList parts;
    parts.append(order.rows.size() == 1 ? tr("1 row")
                                        : tr("%1 rows").arg(models::countText(order.rows.size())));
    if (order.loneResponses > 0)
        parts.append(tr("%1 without a query").arg(models::countText(order.loneResponses)));
    if (order.hiddenByRules > 0)
        parts.append(tr("%1 hidden by rules").arg(models::countText(order.hiddenByRules)));
    if (order.hiddenByFilter > 0)
        parts.append(tr("%1 filtered out").arg(models::countText(order.hiddenByFilter)));
    if (selectedRows > 1)
        parts.append(tr("%1 selected").arg(selectedRows));
    return parts.join(QStringLiteral(" · "));
}

} // namespace beaconscope::ui
