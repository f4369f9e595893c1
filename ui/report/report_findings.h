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

/// The parts of a report about single findings. The snapshot must live until the document is
/// written, because the plots are drawn only then.
class ReportFindings {
public:
    explicit ReportFindings(const snapshot::Snapshot& snapshot);

    /// Adds a table of the findings. When there are too many to read at once, it lists only the
    /// strongest.
    void addStrongest(PagedDocument& document) const;
    /// Adds a table of all findings, if addStrongest() left some out.
    void addRest(PagedDocument& document) const;
    /// Adds one page for each of the `most` strongest findings. A finding with very many reasons
    /// takes more than one page. Ends early when stop is requested.
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
