// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"
#include "core/tables/table.h"

#include <cstddef>
#include <memory>
#include <stop_token>
#include <vector>

namespace beaconscope::report {

class PagedDocument;

/// What a report says of single findings. The snapshot must outlive the writing of the document,
/// as drawings of findings are made only then.
class ReportFindings {
public:
    explicit ReportFindings(const snapshot::Snapshot& snapshot);

    /// A table of all findings or, where they are more than a reader takes in, of the strongest.
    void addStrongest(PagedDocument& document) const;
    /// All of them, where addStrongest() left some out.
    void addRest(PagedDocument& document) const;
    /// A page for each of the strongest findings, and more only where its reasons fill one. Ends
    /// early when stop is requested.
    void addDetails(PagedDocument& document, std::size_t most, const std::stop_token& stop) const;

private:
    std::size_t reportedCount() const;
    void addTable(PagedDocument& document, std::size_t rows) const;
    void addDetail(PagedDocument& document, std::size_t index) const;
    void addFacts(PagedDocument& document, std::size_t index) const;
    void addEvidence(PagedDocument& document, const std::vector<EventId>& events) const;

    const snapshot::Snapshot& m_snapshot;
    std::unique_ptr<const tables::Table> m_findings;
    std::unique_ptr<const tables::Table> m_queries;
};

} // namespace beaconscope::report
