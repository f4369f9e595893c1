// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/report/paged_document.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QTextLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace beaconscope::report {

namespace {

constexpr double kSideMargin = 60;
constexpr double kTopMargin = 70; ///< holds the header
constexpr double kBottomMargin = 64;
constexpr double kCellPadding = 4;
constexpr double kRowPadding = 2;
constexpr double kBulletIndent = 14;

const QColor kTextColor(0x20, 0x20, 0x20);
const QColor kFaintColor(0x70, 0x70, 0x70);
const QColor kRuleColor(0xc8, 0xc8, 0xc8);

/// Breaks lines between words, and inside a word only when it is longer than a line.
QStringList wrapped(const QString& text, const QFont& font, double width) {
    QStringList lines;
    for (const QString& paragraph : text.split(QLatin1Char('\n'))) {
        if (QFontMetricsF(font).horizontalAdvance(paragraph) <= width) {
            lines.append(paragraph);
            continue;
        }
        QTextLayout layout(paragraph, font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            lines.append(paragraph.mid(line.textStart(), line.textLength()).trimmed());
        }
        layout.endLayout();
    }
    return lines;
}

double lineHeight(const QFont& font) {
    return QFontMetricsF(font).lineSpacing() * 1.08;
}

void drawLine(QCPPainter& painter, const QRectF& place, const QString& text, const QFont& font,
              Qt::Alignment alignment, const QColor& color) {
    painter.setFont(font);
    painter.setPen(color);
    const QFontMetricsF metrics(font);
    double left = place.left();
    if (alignment & Qt::AlignRight)
        left = place.right() - metrics.horizontalAdvance(text);
    painter.drawText(QPointF(left, place.top() + metrics.ascent()), text);
}

} // namespace

PagedDocument::PagedDocument(QPageSize::PageSizeId pageSize)
    : m_pageSize(pageSize) {
    const QSizeF inches = m_pageSize.size(QPageSize::Inch);
    m_contentWidth = inches.width() * kDocumentUnitsPerInch - 2 * kSideMargin;
    m_contentHeight = inches.height() * kDocumentUnitsPerInch - kTopMargin - kBottomMargin;
}

QFont PagedDocument::font(TextStyle style) {
    QFont font;
    // Hinting fits letters to the pixels of a screen. On paper this would space them unevenly.
    font.setHintingPreference(QFont::PreferNoHinting);
    // Letter spacing turns ligatures off, so that a name can be copied from the PDF letter by
    // letter. A spacing in percent this small changes no length. An absolute spacing would grow
    // with the resolution, and lines would run beyond the margin.
    font.setLetterSpacing(QFont::PercentageSpacing, 100.02);
    font.setBold(style == TextStyle::Strong || style == TextStyle::Subheading ||
                 style == TextStyle::Heading || style == TextStyle::Title);
    switch (style) {
    case TextStyle::Title:
        font.setPixelSize(28);
        break;
    case TextStyle::Heading:
        font.setPixelSize(18);
        break;
    case TextStyle::Subheading:
        font.setPixelSize(14);
        break;
    case TextStyle::Small:
        font.setPixelSize(10);
        break;
    case TextStyle::Body:
    case TextStyle::Strong:
        font.setPixelSize(12);
        break;
    }
    return font;
}

void PagedDocument::addText(const QString& text, TextStyle style) {
    const QFont textFont = font(style);
    const bool isHeading =
        style == TextStyle::Title || style == TextStyle::Heading || style == TextStyle::Subheading;
    addLines(text, textFont, 0, isHeading ? textFont.pixelSize() * 0.9 : 4, isHeading);
}

void PagedDocument::addLines(const QString& text, const QFont& font, double left,
                             double spaceBefore, bool staysWithNext) {
    double space = spaceBefore;
    for (const QString& line : wrapped(text, font, m_contentWidth - left)) {
        Block block;
        block.height = lineHeight(font);
        block.spaceBefore = std::exchange(space, 0);
        block.startsPage = std::exchange(m_breakPending, false);
        block.staysWithNext = staysWithNext;
        block.draw = [line, font, left](QCPPainter& painter, const QRectF& place) {
            drawLine(painter, place.adjusted(left, 0, 0, 0), line, font, Qt::AlignLeft, kTextColor);
        };
        m_blocks.push_back(std::move(block));
    }
}

void PagedDocument::addList(const QStringList& entries) {
    for (const QString& entry : entries) {
        const std::size_t first = m_blocks.size();
        addLines(entry, font(TextStyle::Body), kBulletIndent, 4, false);
        Draw line = std::move(m_blocks[first].draw);
        m_blocks[first].draw = [line](QCPPainter& painter, const QRectF& place) {
            drawLine(painter, place, QStringLiteral("•"), font(TextStyle::Body), Qt::AlignLeft,
                     kTextColor);
            line(painter, place);
        };
    }
}

void PagedDocument::addFacts(const std::vector<std::pair<QString, QString>>& facts) {
    const std::vector<ReportColumn> columns = {{QString(), 1, Qt::AlignLeft},
                                               {QString(), 3, Qt::AlignLeft}};
    addTable(columns, facts.size(), [&facts](std::size_t row) {
        return QStringList{facts[row].first, facts[row].second};
    });
}

PagedDocument::Block PagedDocument::rowBlock(const QStringList& cells,
                                             const std::vector<double>& lefts,
                                             const std::vector<double>& widths,
                                             const std::vector<ReportColumn>& columns,
                                             const QFont& font) const {
    std::vector<QStringList> lines;
    qsizetype most = 1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const QString cell = cells.value(static_cast<qsizetype>(i));
        const double width = widths[i] - 2 * kCellPadding;
        lines.push_back(columns[i].isElided ? QStringList{QFontMetricsF(font).elidedText(
                                                  cell, Qt::ElideMiddle, width)}
                                            : wrapped(cell, font, width));
        most = std::max(most, lines.back().size());
    }
    Block block;
    block.height = lineHeight(font) * static_cast<double>(most) + 2 * kRowPadding;
    block.draw = [lines, lefts, widths, columns, font](QCPPainter& painter, const QRectF& place) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            QRectF cell(place.left() + lefts[i] + kCellPadding, place.top() + kRowPadding,
                        widths[i] - 2 * kCellPadding, lineHeight(font));
            for (const QString& line : lines[i]) {
                drawLine(painter, cell, line, font, columns[i].alignment, kTextColor);
                cell.translate(0, cell.height());
            }
        }
        painter.setPen(QPen(kRuleColor, 0.75));
        painter.drawLine(QLineF(place.left(), place.bottom(), place.right(), place.bottom()));
    };
    return block;
}

void PagedDocument::addTable(const std::vector<ReportColumn>& columns, std::size_t rows,
                             const std::function<QStringList(std::size_t)>& row, int fontPixels) {
    const double shares =
        std::accumulate(columns.begin(), columns.end(), 0.0,
                        [](double sum, const ReportColumn& column) { return sum + column.share; });
    std::vector<double> lefts;
    std::vector<double> widths;
    QStringList titles;
    double left = 0;
    for (const ReportColumn& column : columns) {
        lefts.push_back(left);
        widths.push_back(m_contentWidth * column.share / shares);
        left += widths.back();
        titles.append(column.title);
    }
    QFont cellFont = font(TextStyle::Body);
    cellFont.setPixelSize(fontPixels);
    std::shared_ptr<const Block> head;
    const bool hasTitles =
        std::ranges::any_of(titles, [](const QString& title) { return !title.isEmpty(); });
    if (hasTitles) {
        QFont titleFont = cellFont;
        titleFont.setBold(true);
        Block block = rowBlock(titles, lefts, widths, columns, titleFont);
        block.staysWithNext = true;
        head = std::make_shared<const Block>(block);
        block.spaceBefore = 6;
        block.startsPage = std::exchange(m_breakPending, false);
        m_blocks.push_back(std::move(block));
    }
    for (std::size_t i = 0; i < rows; ++i) {
        Block block = rowBlock(row(i), lefts, widths, columns, cellFont);
        block.pageHead = head;
        block.startsPage = std::exchange(m_breakPending, false);
        m_blocks.push_back(std::move(block));
    }
}

void PagedDocument::addTableToPageEnd(const std::function<QString(std::size_t)>& heading,
                                      const std::vector<ReportColumn>& columns, std::size_t rows,
                                      const std::function<QStringList(std::size_t)>& row) {
    const std::size_t start = m_blocks.size();
    const bool breakPending = m_breakPending;
    const auto add = [&](std::size_t shown) {
        m_blocks.resize(start);
        m_breakPending = breakPending;
        addText(heading(shown), TextStyle::Subheading);
        addTable(columns, shown, row);
    };
    const double room = roomLeft();
    std::size_t shown = rows;
    add(shown);
    while (shown > 0 && heightFrom(start) > room) {
        m_blocks.pop_back();
        --shown;
    }
    if (shown == 0) {
        m_blocks.resize(start);
        m_breakPending = breakPending;
    } else if (shown < rows)
        add(shown);
}

/// Returns the room on the page below the last block.
double PagedDocument::roomLeft() const {
    if (m_breakPending || m_blocks.empty())
        return m_contentHeight;
    std::size_t first = m_blocks.size() - 1;
    while (first > 0 && !m_blocks[first].startsPage)
        --first;
    const Placed last = pagesFrom(first).back().back();
    return m_contentHeight - last.top - last.block->height;
}

double PagedDocument::heightFrom(std::size_t firstBlock) const {
    double height = 0;
    for (std::size_t i = firstBlock; i < m_blocks.size(); ++i)
        height += m_blocks[i].spaceBefore + m_blocks[i].height;
    return height;
}

void PagedDocument::addDrawing(double height, std::function<void()> prepare,
                               std::function<void(QCPPainter&, const QRectF&)> draw) {
    Block block;
    block.height = std::min(height, m_contentHeight);
    block.spaceBefore = 6;
    block.startsPage = std::exchange(m_breakPending, false);
    block.prepare = std::move(prepare);
    block.draw = std::move(draw);
    m_blocks.push_back(std::move(block));
}

void PagedDocument::addPageBreak() {
    m_breakPending = !m_blocks.empty();
}

/// Returns whether the block fits below `top`, together with the blocks that must stay with it.
bool PagedDocument::fits(double top, std::size_t index) const {
    double bottom = top;
    for (std::size_t i = index; i < m_blocks.size(); ++i) {
        bottom += m_blocks[i].spaceBefore + m_blocks[i].height;
        if (bottom > m_contentHeight)
            return false;
        if (!m_blocks[i].staysWithNext)
            return true;
    }
    return true;
}

void PagedDocument::layOut() {
    m_pages = pagesFrom(0);
}

/// Returns the pages of these blocks when the first of them begins a page.
std::vector<PagedDocument::Page> PagedDocument::pagesFrom(std::size_t firstBlock) const {
    std::vector<Page> pages(1);
    double top = 0;
    for (std::size_t i = firstBlock; i < m_blocks.size(); ++i) {
        const Block& block = m_blocks[i];
        const bool isFirst = pages.back().empty();
        if (!isFirst && (block.startsPage || !fits(top, i))) {
            pages.emplace_back();
            top = 0;
            if (block.pageHead) {
                pages.back().push_back({block.pageHead.get(), 0});
                top = block.pageHead->height;
            }
        } else if (!isFirst) {
            top += block.spaceBefore;
        }
        pages.back().push_back({&block, top});
        top += block.height;
    }
    return pages;
}

bool PagedDocument::needsPreparation(std::size_t page) const {
    return std::ranges::any_of(
        m_pages[page], [](const Placed& placed) { return placed.block->prepare != nullptr; });
}

void PagedDocument::prepare(std::size_t page) const {
    for (const Placed& placed : m_pages[page]) {
        if (placed.block->prepare)
            placed.block->prepare();
    }
}

void PagedDocument::drawPage(QCPPainter& painter, std::size_t page, const Margins& margins) const {
    const QFont small = font(TextStyle::Small);
    if (page > 0) {
        const QString header =
            QFontMetricsF(small).elidedText(margins.header, Qt::ElideMiddle, m_contentWidth);
        drawLine(painter, QRectF(kSideMargin, kTopMargin - 36, m_contentWidth, 12), header, small,
                 Qt::AlignLeft, kFaintColor);
    }
    for (const Placed& placed : m_pages[page]) {
        const QRectF place(kSideMargin, kTopMargin + placed.top, m_contentWidth,
                           placed.block->height);
        placed.block->draw(painter, place);
    }
    const QRectF foot(kSideMargin, kTopMargin + m_contentHeight + 20, m_contentWidth, 12);
    drawLine(painter, foot, margins.footer, small, Qt::AlignLeft, kFaintColor);
    const QString count =
        QCoreApplication::translate("beaconscope::report::PagedDocument", "Page %1 of %2")
            .arg(page + 1)
            .arg(m_pages.size());
    drawLine(painter, foot, count, small, Qt::AlignRight, kFaintColor);
}

} // namespace beaconscope::report
