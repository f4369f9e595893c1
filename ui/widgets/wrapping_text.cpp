// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/wrapping_text.h"

#include <QAbstractTextDocumentLayout>
#include <QMimeData>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocumentFragment>

#include <cmath>

namespace beaconscope::ui {

namespace {

constexpr QChar kMayBreak(0x200b); // zero width space

} // namespace

WrappingText::WrappingText(QWidget* parent)
    : QTextEdit(parent) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    connect(
        document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
        [this](const QSizeF& size) { setFixedHeight(static_cast<int>(std::ceil(size.height()))); });
}

void WrappingText::setName(const QString& name) {
    QString breakable = name;
    setPlainText(breakable.replace(QLatin1Char('.'), QLatin1Char('.') + kMayBreak));
}

QString WrappingText::plainText() const {
    return toPlainText().remove(kMayBreak);
}

QMimeData* WrappingText::createMimeDataFromSelection() const {
    auto* const copied = new QMimeData;
    QString text = textCursor().selection().toPlainText();
    copied->setText(text.remove(kMayBreak));
    return copied;
}

void WrappingText::setParagraphs(const QStringList& paragraphs) {
    setPlainText(paragraphs.join(QLatin1Char('\n')));
    QTextBlockFormat format;
    format.setBottomMargin(fontMetrics().height() / 3.0);
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.mergeBlockFormat(format);
}

} // namespace beaconscope::ui
