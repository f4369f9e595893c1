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

/// Lengths in a document are in this unit, as on a screen at 100 %.
inline constexpr double kDocumentUnitsPerInch = 96;

enum class TextStyle : std::uint8_t { Title, Heading, Subheading, Body, Strong, Small };

struct ReportColumn {
    QString title;
    double share = 1; ///< of the width, relative to the other columns
    Qt::Alignment alignment = Qt::AlignLeft;
    bool isElided = false; ///< of a text longer than a line the middle is left out
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
    /// A line for each entry, with a bullet.
    void addList(const QStringList& entries);
    /// Names on the left, what they stand for on the right.
    void addFacts(const std::vector<std::pair<QString, QString>>& facts);
    /// Column titles are repeated on every page. `fontPixels` is the size of the text.
    void addTable(const std::vector<ReportColumn>& columns, std::size_t rows,
                  const std::function<QStringList(std::size_t)>& row,
                  int fontPixels = kTableFontPixels);
    /// A subheading and below it as many of the rows as the page has room for. `heading` is told
    /// how many there are; without room for any, nothing is added.
    void addTableToPageEnd(const std::function<QString(std::size_t)>& heading,
                           const std::vector<ReportColumn>& columns, std::size_t rows,
                           const std::function<QStringList(std::size_t)>& row);
    /// When its page is to be drawn, `prepare` is called once, by prepare(), for what takes long,
    /// and then `draw` with the place on the page.
    void addDrawing(double height, std::function<void()> prepare,
                    std::function<void(QCPPainter&, const QRectF&)> draw);
    void addPageBreak();

    /// Distributes what was added over pages, of which there is at least one. Nothing can be added
    /// after it.
    void layOut();
    std::size_t pageCount() const { return m_pages.size(); }
    QPageSize pageSize() const { return m_pageSize; }

    struct Margins {
        QString header; ///< on every page but the first
        QString footer; ///< left of the page number
        QString title;  ///< of the file
    };
    /// Whether prepare() has anything to do for the page.
    bool needsPreparation(std::size_t page) const;
    /// On any thread, before drawPage().
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
        std::function<void()> prepare; ///< empty: nothing is to be prepared
        Draw draw;
        std::shared_ptr<const Block> pageHead; ///< repeated above it at the top of a page
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
