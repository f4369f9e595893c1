// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/snapshot/snapshot.h"

#include <QByteArray>
#include <QDateTime>
#include <QPageSize>
#include <QString>

#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>

namespace beaconscope::report {

/// At most this many of the strongest findings get a page of their own. The table lists all
/// findings.
inline constexpr std::size_t kDetailedFindings = 500;

struct PdfReportOptions {
    QPageSize::PageSizeId pageSize = QPageSize::A4; ///< A4 or Letter
    QDateTime generatedAt = QDateTime::currentDateTimeUtc();
};

/// Makes a report of a snapshot that is not loading: facts of the capture, findings with both plots
/// as vectors, method, rules, notices and limits. Always uses the light theme. Its time grows
/// linearly with the findings and with the queries of the findings that have a page.
///
/// It is made in steps, so that a window stays alive meanwhile: layOut() once; then for each page
/// preparePage(), where needsPreparation() says so, and drawPage(); then finish(). Needs a
/// QApplication, for its fonts and plots. One thread at a time; which one, each step says.
class PdfReport {
public:
    explicit PdfReport(std::shared_ptr<const snapshot::Snapshot> snapshot,
                       const PdfReportOptions& options = {});
    PdfReport(const PdfReport&) = delete;
    PdfReport& operator=(const PdfReport&) = delete;
    /// UI thread.
    ~PdfReport();

    /// Any thread. When stop is requested it ends early, and the report is of no use.
    void layOut(const std::stop_token& stop = {});
    std::size_t pageCount() const;
    bool needsPreparation(std::size_t page) const;
    /// Any thread: collects the queries that a page shows.
    void preparePage(std::size_t page) const;
    /// UI thread; from the first page to the last.
    void drawPage(std::size_t page);
    /// UI thread. The file; empty when it could not be drawn.
    QByteArray finish();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// All steps at once, on the UI thread.
QByteArray pdfReport(const snapshot::Snapshot& snapshot, const PdfReportOptions& options = {});

/// Writes what pdfReport() gave, or finish(). Any thread. The file is replaced only when the report
/// is complete; on an Error or when `stop` is requested the old one is as it was. An Error, too,
/// when `pdf` is empty.
Result<FileWritten> writePdfFile(const QByteArray& pdf, const QString& path,
                                 const std::stop_token& stop = {});

/// Both.
std::optional<Error> writePdfReport(const snapshot::Snapshot& snapshot, const QString& path,
                                    const PdfReportOptions& options = {});

} // namespace beaconscope::report
