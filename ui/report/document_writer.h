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

/// Makes a PDF of a document that is laid out and outlives it, page by page. UI thread.
class DocumentWriter {
public:
    DocumentWriter(const PagedDocument& document, PagedDocument::Margins margins);
    DocumentWriter(const DocumentWriter&) = delete;
    DocumentWriter& operator=(const DocumentWriter&) = delete;
    ~DocumentWriter();

    /// Pages that were drawn, which is the number of the next one.
    std::size_t drawnCount() const { return m_drawn; }
    /// It must be prepared.
    void drawNextPage();
    /// The file, after the last page; empty when it could not be made.
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

/// All pages at once, after layOut().
QByteArray writePdf(const PagedDocument& document, const PagedDocument::Margins& margins);

} // namespace beaconscope::report
