#pragma once

#include "core/base/error.h"
#include "core/engine/snapshot.h"

#include <QByteArray>
#include <QDateTime>
#include <QPageSize>
#include <QString>

#include <optional>

namespace beaconscope::report {

/// Findings with pages of their own in a PDF report: the strongest ones. Its table lists all.
inline constexpr std::size_t kDetailedFindings = 50;

struct PdfReportOptions {
    QPageSize::PageSizeId pageSize = QPageSize::A4; ///< A4 or Letter
    QDateTime generatedAt = QDateTime::currentDateTimeUtc();
};

/// A report of a snapshot that is not loading: facts of the capture, method, rules, notices,
/// findings with both plots as vectors, limits. Always in the light theme. Empty when it could not
/// be drawn.
///
/// Needs a QApplication, for its fonts and plots, and its thread. Time is linear in the findings
/// and in the queries behind the detailed ones.
QByteArray pdfReport(const engine::Snapshot& snapshot, const PdfReportOptions& options = {});

/// The same into a file, which is replaced only when the report is complete; on an Error the old
/// one is as it was.
std::optional<Error> writePdfReport(const engine::Snapshot& snapshot, const QString& path,
                                    const PdfReportOptions& options = {});

} // namespace beaconscope::report
