#pragma once

#include "core/engine/snapshot.h"
#include "core/tables/table.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <stop_token>

namespace beaconscope::report {

class PagedDocument;

/// The parts of a report about a snapshot, each added to a document. The snapshot must outlive the
/// writing of the document, as drawings of findings are made only then.
///
/// Text from captures and file names is escaped for display (see escapeForTerminal()), so that no
/// invisible or direction-changing character reaches the page.
class ReportSections {
public:
    explicit ReportSections(const engine::Snapshot& snapshot);

    QString title() const;
    QString fileNames() const;
    static QString madeBy(const QDateTime& generatedAt);

    void addFrontPage(PagedDocument& document, const QDateTime& generatedAt) const;
    void addMethod(PagedDocument& document) const;
    void addRules(PagedDocument& document) const;
    void addNotices(PagedDocument& document) const;
    void addFindings(PagedDocument& document) const;
    /// A page for each of the strongest findings, and more only where its reasons fill one. Ends
    /// early when stop is requested.
    void addDetails(PagedDocument& document, std::size_t most, const std::stop_token& stop) const;

private:
    std::size_t reportedCount() const;
    void addResult(PagedDocument& document) const;
    void addDetail(PagedDocument& document, std::size_t index) const;
    void addEvidence(PagedDocument& document, const std::vector<EventId>& events) const;
    /// The cell of a row as people read it, times in UTC.
    QString text(const tables::Table& table, std::size_t row, const char* column) const;

    const engine::Snapshot& m_snapshot;
    std::unique_ptr<const tables::Table> m_findings;
    std::unique_ptr<const tables::Table> m_queries;
};

} // namespace beaconscope::report
