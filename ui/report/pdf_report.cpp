#include "ui/report/pdf_report.h"

#include "core/base/atomic_file.h"
#include "ui/report/paged_document.h"
#include "ui/report/report_sections.h"

#include <QCoreApplication>
#include <QFile>

#include <ostream>

namespace beaconscope::report {

QByteArray pdfReport(const engine::Snapshot& snapshot, const PdfReportOptions& options) {
    PagedDocument document(options.pageSize);
    const ReportSections sections(snapshot);
    sections.addFrontPage(document, options.generatedAt);
    sections.addMethod(document);
    sections.addRules(document);
    sections.addNotices(document);
    sections.addFindings(document);
    sections.addDetails(document, kDetailedFindings);
    sections.addLimits(document);

    PagedDocument::Margins margins;
    margins.title = sections.title();
    margins.header = sections.fileNames();
    margins.footer = ReportSections::madeBy(options.generatedAt);
    return document.write(margins);
}

std::optional<Error> writePdfReport(const engine::Snapshot& snapshot, const QString& path,
                                    const PdfReportOptions& options) {
    const QByteArray bytes = pdfReport(snapshot, options);
    if (bytes.isEmpty())
        return Error{QCoreApplication::translate("beaconscope::report::PdfReport",
                                                 "The PDF report could not be drawn.")
                         .toStdString(),
                     std::nullopt, std::nullopt};
    return writeFileAtomically(
        QFile::encodeName(path).toStdString(),
        [&bytes](std::ostream& stream) { stream.write(bytes.constData(), bytes.size()); });
}

} // namespace beaconscope::report
