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
           "synchronisation ask for names with a rhythm, too. For each finding, look at the name, "
           "the host and what else the host did."),
        tr("A report without findings is not proof either: a beacon may have a period that is too "
           "long for the capture, sleep at random, or use many names that are judged one by one."),
        tr("A rhythm needs several periods to show. A capture of one hour cannot show a beacon "
           "that calls every half hour, even if its timing is perfect."),
        tr("Encrypted DNS (DNS over TLS, HTTPS or QUIC) cannot be read. Hosts that use it ask for "
           "names that are not in this report."),
        tr("Caches hide queries. A cache on the host answers until the TTL expires, so the capture "
           "may show the rhythm of the cache and not the rhythm of the program."),
        tr("Behind a forwarding resolver or address translation, many hosts appear as one client, "
           "and their queries are mixed."),
        tr("This report only covers DNS. A beacon that uses an address, or a name that it looked "
           "up "
           "only once, has no rhythm in DNS."),
        tr("All times come from the computer that captured the packets. If its clock jumped, a "
           "rhythm can appear or disappear."),
    });
}

} // namespace beaconscope::report
