// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/pdf_export.h"

#include "ui/models/text.h"
#include "ui/report/pdf_report.h"

#include <QElapsedTimer>
#include <QTimer>

#include <utility>

namespace beaconscope::ui {

namespace {

/// Drawing blocks the window for at most this time and that of one more page.
constexpr qint64 kDrawingMs = 15;

} // namespace

void PdfExport::produce() {
    emit progressed(tr("Laying out the report"), std::nullopt);
    m_report = std::make_shared<report::PdfReport>(snapshot());
    aside([report = m_report, stop = stopToken()] { report->layOut(stop); },
          [this] { drawPages(); });
}

void PdfExport::drawPages() {
    if (endIfCancelled())
        return;
    const std::size_t pages = m_report->pageCount();
    QElapsedTimer clock;
    clock.start();
    while (m_page < pages && clock.elapsed() < kDrawingMs) {
        if (!m_isPrepared && m_report->needsPreparation(m_page)) {
            aside([report = m_report, page = m_page] { report->preparePage(page); },
                  [this] {
                      m_isPrepared = true;
                      drawPages();
                  });
            return;
        }
        m_report->drawPage(m_page);
        m_isPrepared = false;
        ++m_page;
        emit progressed(
            tr("Drawing page %1 of %2").arg(models::countText(m_page), models::countText(pages)),
            static_cast<double>(m_page) / static_cast<double>(pages));
    }
    if (m_page < pages) {
        QTimer::singleShot(0, this, &PdfExport::drawPages);
        return;
    }
    const QByteArray pdf = m_report->finish();
    writeFile([pdf, file = path()](const std::stop_token& stop) {
        return report::writePdfFile(pdf, file, stop);
    });
}

} // namespace beaconscope::ui
