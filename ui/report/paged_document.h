// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>
#include <QPageSize>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QCPPainter;

namespace beaconscope::report {

/// Lengths in a document are in units of 1/96 inch, as on a screen at 100 %.
inline constexpr double kDocumentUnitsPerInch = 96;

enum class TextStyle : std::uint8_t { Title, Heading, Subheading, Body, Strong, Small };

struct ReportColumn {
    QString title;
    double share = 1; ///< of the width, relative to the other columns
    Qt::Alignment alignment = Qt::AlignLeft;
    bool isElided = false; ///< a text that is longer than a line loses its middle
};

/// A document of text, tables and drawings that is laid out in full before it is written, so that
/// each page can say how many there are. One thread at a time.
///
/// All text is plain: no part of it goes through a rich text parser, so names that look like markup
/// are shown as they are and nothing can refer to a file or an address. Lines break anywhere when
/// they must, and a table row or paragraph may be of any length.
class PagedDocument {
public:
    explicit PagedDocument(QPageSize::PageSizeId pageSize);

    double contentWidth() const { return m_contentWidth; }

    void addText(const QString& text, TextStyle style = TextStyle::Body);
    /// Adds one line with a bullet for each entry.
    void addList(const QStringList& entries);
    /// Adds lines with a name on the left and its value on the right.
    void addFacts(const std::vector<std::pair<QString, QString>>& facts);
    /// Adds a table. Its column titles are repeated on every page. `fontPixels` is the size of the
    /// text.
    void addTable(const std::vector<ReportColumn>& columns, std::size_t rows,
                  const std::function<QStringList(std::size_t)>& row,
                  int fontPixels = kTableFontPixels);
    /// Adds a subheading and below it as many of the rows as fit on the page. `heading` gets this
    /// number of rows and returns the subheading. Adds nothing when no row fits.
    void addTableToPageEnd(const std::function<QString(std::size_t)>& heading,
                           const std::vector<ReportColumn>& columns, std::size_t rows,
                           const std::function<QStringList(std::size_t)>& row);
    /// Adds a drawing. prepare() calls `prepare` once, for work that takes long; drawPage() then
    /// calls `draw` with the place on the page.
    void addDrawing(double height, std::function<void()> prepare,
                    std::function<void(QCPPainter&, const QRectF&)> draw);
    void addPageBreak();

    /// Distributes the content over pages; there is always at least one. Nothing can be added
    /// afterwards.
    void layOut();
    std::size_t pageCount() const { return m_pages.size(); }
    QPageSize pageSize() const { return m_pageSize; }

    struct Margins {
        QString header; ///< on every page but the first
        QString footer; ///< left of the page number
        QString title;  ///< of the file
    };
    /// Returns whether prepare() has anything to do for the page.
    bool needsPreparation(std::size_t page) const;
    /// Prepares the drawings of a page. Call it before drawPage(). Any thread.
    void prepare(std::size_t page) const;
    void drawPage(QCPPainter& painter, std::size_t page, const Margins& margins) const;

    static QFont font(TextStyle style);

private:
    static constexpr int kTableFontPixels = 11;

    using Draw = std::function<void(QCPPainter&, const QRectF&)>;
    struct Block {
        double height = 0;
        double spaceBefore = 0;
        bool startsPage = false;
        bool staysWithNext = false;    ///< a heading is never the last line of a page
        std::function<void()> prepare; ///< empty when nothing needs preparation
        Draw draw;
        std::shared_ptr<const Block> pageHead; ///< repeated above the block when it begins a page
    };
    struct Placed {
        const Block* block = nullptr;
        double top = 0;
    };
    using Page = std::vector<Placed>;

    void addLines(const QString& text, const QFont& font, double left, double spaceBefore,
                  bool staysWithNext);
    Block rowBlock(const QStringList& cells, const std::vector<double>& lefts,
                   const std::vector<double>& widths, const std::vector<ReportColumn>& columns,
                   const QFont& font) const;
    bool fits(double top, std::size_t index) const;
    double roomLeft() const;
    double heightFrom(std::size_t firstBlock) const;
    std::vector<Page> pagesFrom(std::size_t firstBlock) const;

    QPageSize m_pageSize;
    double m_contentWidth = 0;
    double m_contentHeight = 0;
    bool m_breakPending = false;
    std::vector<Block> m_blocks;
    std::vector<Page> m_pages; ///< of m_blocks
};

} // namespace beaconscope::report
