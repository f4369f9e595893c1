// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/report/report_limits.h"

#include "ui/report/paged_document.h"

#include <QCoreApplication>

namespace beaconscope::report {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::report::ReportLimits", text);
}

} // namespace

void addLimits(PagedDocument& document) {
    document.addPageBreak();
    document.addText(tr("What this report cannot tell"), TextStyle::Heading);
    document.addList({
        tr("Suspicious timing is not proof. Software updates, telemetry, monitoring, mail and time "
           "synchronisation ask for names with a rhythm, too. Each finding needs a look at the "
           "name, the host and what else it did."),
        tr("The absence of findings proves nothing either: a beacon may be slower than the capture "
           "is long, sleep at random, or spread over names that are judged apart."),
        tr("A capture shows what lasts several periods. From an hour nothing can be said about a "
           "beacon that calls every half hour, whatever its timing."),
        tr("Encrypted DNS (DNS over TLS, HTTPS or QUIC) is not read: hosts that use it ask for "
           "names that are not in this report."),
        tr("Caches hide queries. A stub or browser cache answers until the TTL ends, so the "
           "rhythm on the wire can be that of the cache and not that of the program behind it."),
        tr("Behind a forwarding resolver or address translation many hosts appear as one client, "
           "and their queries blend."),
        tr("Only DNS was looked at. Beacons that use an address, or a name that was resolved "
           "once, leave no rhythm here."),
        tr("Times are those of the capturing computer; a clock that jumps can make or break a "
           "rhythm."),
    });
}

} // namespace beaconscope::report
