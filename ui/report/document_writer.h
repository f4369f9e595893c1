// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/report/paged_document.h"

#include <QBuffer>
#include <QByteArray>
#include <QPdfWriter>
#include <qcustomplot.h>

#include <cstddef>

namespace beaconscope::report {

/// Makes a PDF of a document, page by page. The document must be laid out and must outlive the
/// writer. UI thread.
class DocumentWriter {
public:
    DocumentWriter(const PagedDocument& document, PagedDocument::Margins margins);
    DocumentWriter(const DocumentWriter&) = delete;
    DocumentWriter& operator=(const DocumentWriter&) = delete;
    ~DocumentWriter();

    /// Returns how many pages are drawn. This is also the index of the next page.
    std::size_t drawnCount() const { return m_drawn; }
    /// Draws the next page. PagedDocument::prepare() must have prepared it.
    void drawNextPage();
    /// Call it after the last page. Returns the bytes of the file, or nothing when it could not be
    /// made.
    QByteArray finish();

private:
    const PagedDocument& m_document;
    PagedDocument::Margins m_margins;
    std::size_t m_drawn = 0;
    QByteArray m_bytes;
    QBuffer m_buffer;
    QPdfWriter m_writer;
    QCPPainter m_painter; ///< last: it ends before what it draws on
};

} // namespace beaconscope::report
