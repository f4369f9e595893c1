// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <QDateTime>
#include <QString>

namespace beaconscope::report {

class PagedDocument;

/// The parts of a report about the whole snapshot; each function adds one part to a document. The
/// parts about single findings are in report_findings.h. The snapshot must outlive this object.
class ReportSections {
public:
    explicit ReportSections(const snapshot::Snapshot& snapshot);

    QString title() const;
    QString fileNames() const;
    static QString madeBy(const QDateTime& generatedAt);

    /// Adds the title, the result, and as many facts of the capture as leave room for findings on
    /// the page.
    void addFrontPage(PagedDocument& document, const QDateTime& generatedAt) const;
    /// Adds the facts of the capture that the front page had no room for.
    void addRestOfCapture(PagedDocument& document) const;
    void addMethod(PagedDocument& document) const;
    void addRules(PagedDocument& document) const;
    void addNotices(PagedDocument& document) const;

private:
    void addResult(PagedDocument& document) const;
    void addFiles(PagedDocument& document) const;
    void addTotals(PagedDocument& document) const;

    const snapshot::Snapshot& m_snapshot;
};

} // namespace beaconscope::report
