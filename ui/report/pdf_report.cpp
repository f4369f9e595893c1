// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/report/pdf_report.h"

#include "core/base/atomic_file.h"
#include "ui/report/document_writer.h"
#include "ui/report/paged_document.h"
#include "ui/report/report_findings.h"
#include "ui/report/report_limits.h"
#include "ui/report/report_sections.h"

#include <QCoreApplication>
#include <QFile>

#include <ostream>
#include <utility>

namespace beaconscope::report {

struct PdfReport::Parts {
    Parts(std::shared_ptr<const snapshot::Snapshot> given, const PdfReportOptions& options)
        : snapshot(std::move(given))
        , generatedAt(options.generatedAt)
        , sections(*snapshot)
        , findings(*snapshot)
        , document(options.pageSize) {}

    std::shared_ptr<const snapshot::Snapshot> snapshot;
    QDateTime generatedAt;
    ReportSections sections;
    ReportFindings findings;
    PagedDocument document;
    std::optional<DocumentWriter> writer; ///< exists once the first page is drawn
};

PdfReport::PdfReport(std::shared_ptr<const snapshot::Snapshot> snapshot,
                     const PdfReportOptions& options)
    : m_parts(std::make_unique<Parts>(std::move(snapshot), options)) {}
PdfReport::~PdfReport() = default;

void PdfReport::layOut(const std::stop_token& stop) {
    PagedDocument& document = m_parts->document;
    const ReportSections& sections = m_parts->sections;
    sections.addFrontPage(document, m_parts->generatedAt);
    m_parts->findings.addStrongest(document);
    sections.addRestOfCapture(document);
    sections.addMethod(document);
    sections.addRules(document);
    sections.addNotices(document);
    m_parts->findings.addRest(document);
    m_parts->findings.addDetails(document, kDetailedFindings, stop);
    addLimits(document);
    document.layOut();
}

std::size_t PdfReport::pageCount() const {
    return m_parts->document.pageCount();
}

bool PdfReport::needsPreparation(std::size_t page) const {
    return m_parts->document.needsPreparation(page);
}

void PdfReport::preparePage(std::size_t page) const {
    m_parts->document.prepare(page);
}

void PdfReport::drawPage(std::size_t page) {
    if (page == 0) {
        PagedDocument::Margins margins;
        margins.title = m_parts->sections.title();
        margins.header = m_parts->sections.fileNames();
        margins.footer = ReportSections::madeBy(m_parts->generatedAt);
        m_parts->writer.emplace(m_parts->document, std::move(margins));
    }
    m_parts->writer->drawNextPage();
}

QByteArray PdfReport::finish() {
    return m_parts->writer->finish();
}

QByteArray pdfReport(const snapshot::Snapshot& snapshot, const PdfReportOptions& options) {
    // The caller owns the snapshot, so the pointer must not delete it.
    PdfReport report(std::shared_ptr<const snapshot::Snapshot>(std::shared_ptr<void>(), &snapshot),
                     options);
    report.layOut();
    for (std::size_t page = 0; page < report.pageCount(); ++page) {
        report.preparePage(page);
        report.drawPage(page);
    }
    return report.finish();
}

Result<FileWritten> writePdfFile(const QByteArray& pdf, const QString& path,
                                 const std::stop_token& stop) {
    if (pdf.isEmpty())
        return Error{QCoreApplication::translate("beaconscope::report::PdfReport",
                                                 "The PDF report could not be drawn.")
                         .toStdString(),
                     std::nullopt, std::nullopt};
    return writeFileAtomically(
        QFile::encodeName(path).toStdString(),
        [&pdf](std::ostream& stream) { stream.write(pdf.constData(), pdf.size()); }, stop);
}

std::optional<Error> writePdfReport(const snapshot::Snapshot& snapshot, const QString& path,
                                    const PdfReportOptions& options) {
    const auto written = writePdfFile(pdfReport(snapshot, options), path);
    return written ? std::nullopt : std::optional(written.error());
}

} // namespace beaconscope::report
