// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/report/document_writer.h"

#include <QCoreApplication>

#include <utility>

namespace beaconscope::report {

namespace {

constexpr int kResolution = 1200;

} // namespace

DocumentWriter::DocumentWriter(const PagedDocument& document, PagedDocument::Margins margins)
    : m_document(document)
    , m_margins(std::move(margins))
    , m_buffer(&m_bytes)
    , m_writer(&m_buffer) {
    m_buffer.open(QIODevice::WriteOnly);
    m_writer.setPageSize(document.pageSize());
    m_writer.setPageMargins(QMarginsF());
    m_writer.setResolution(kResolution);
    m_writer.setTitle(m_margins.title);
    m_writer.setCreator(QCoreApplication::applicationName());
    if (!m_painter.begin(&m_writer))
        return;
    // Keeps everything a vector: without these modes, QCPPainter would draw cached labels as
    // pixels.
    m_painter.setMode(QCPPainter::pmVectorized);
    m_painter.setMode(QCPPainter::pmNoCaching);
    m_painter.scale(kResolution / kDocumentUnitsPerInch, kResolution / kDocumentUnitsPerInch);
}

DocumentWriter::~DocumentWriter() = default;

void DocumentWriter::drawNextPage() {
    if (m_drawn > 0)
        m_writer.newPage();
    if (m_painter.isActive())
        m_document.drawPage(m_painter, m_drawn, m_margins);
    ++m_drawn;
}

QByteArray DocumentWriter::finish() {
    if (!m_painter.isActive())
        return {};
    m_painter.end();
    return std::move(m_bytes);
}

} // namespace beaconscope::report
