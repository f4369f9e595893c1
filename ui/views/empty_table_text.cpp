#include "ui/views/empty_table_text.h"

#include "ui/models/text.h"

#include <QCoreApplication>

namespace beaconscope::views {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::views::TablePane", text);
}

} // namespace

QString reasonWhyEmpty(tables::TableKind kind, const engine::Snapshot* snapshot,
                       const tables::RowOrder* order) {
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
               (wasAnyJudged ? tr("\n“Show Unflagged” lists every series that was judged.")
                             : QString());
    }
    if (order->hiddenByRules > 0)
        return tr("Rules hide all %1 rows. “Show Excluded” shows them.")
            .arg(models::countText(order->hiddenByRules));
    return snapshot->isLoading ? tr("Nothing yet.") : tr("The capture has nothing for this table.");
}

} // namespace beaconscope::views
