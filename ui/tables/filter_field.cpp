// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/filter_field.h"

#include "ui/models/text.h"
#include "ui/shell/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace beaconscope::ui {

namespace {

QString examplesFor(tables::TableKind kind) {
    switch (kind) {
    case tables::TableKind::Queries:
        return FilterField::tr("Filter: words, or client:10.0.0. qtype:TXT name:*.example");
    case tables::TableKind::Clients:
        return FilterField::tr("Filter: words, or client:10.0.0. queries:>100");
    default:
        return FilterField::tr("Filter: words, or name:*.example queries:>100 -name:google");
    }
}

} // namespace

FilterField::FilterField(tables::TableKind kind, QWidget* parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_edit(new QLineEdit(this))
    , m_error(new QLabel(this)) {
    m_edit->setObjectName(QStringLiteral("filterEdit"));
    m_edit->setPlaceholderText(examplesFor(kind));
    m_edit->setClearButtonEnabled(true);
    m_edit->setAccessibleName(tr("Filter of the table"));
    m_edit->setToolTip(
        tr("Shows the rows that have all the words. column:text looks in one column, column:=text "
           "wants the whole cell,\ncolumn:>number compares, * and ? stand for any text, a minus in "
           "front leaves rows out,\nOR between two words is true for either, quotes keep "
           "spaces.\n/ comes here, Esc clears"));
    m_edit->installEventFilter(this);
    m_error->setObjectName(QStringLiteral("filterError"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->hide();
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(m_edit);
    layout->addWidget(m_error);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &FilterField::parse);
    colour();
}

QString FilterField::text() const {
    return m_edit->text();
}

void FilterField::setText(const QString& text) {
    m_edit->setText(text);
}

void FilterField::addTerm(const QString& term) {
    const QString before = m_edit->text().trimmed();
    m_edit->setText(before.isEmpty() ? term : before + QLatin1Char(' ') + term);
}

void FilterField::takeFocus() {
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

QString FilterField::errorText() const {
    return m_error->isHidden() ? QString() : m_error->text();
}

bool FilterField::eventFilter(QObject* watched, QEvent* event) {
    // The field takes Esc before any shortcut of the window does.
    if (watched == m_edit && event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            if (m_edit->text().isEmpty())
                emit leaveRequested();
            m_edit->clear();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            emit leaveRequested();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterField::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void FilterField::parse(const QString& text) {
    const QByteArray bytes = text.toUtf8();
    auto read = tables::readFilter({bytes.data(), static_cast<std::size_t>(bytes.size())}, m_kind);
    showMistakes(read.mistakes, bytes);
    m_filter = std::move(read.filter);
    emit filterChanged();
}

void FilterField::showMistakes(const std::vector<Error>& mistakes, const QByteArray& text) {
    m_error->setVisible(!mistakes.empty());
    if (mistakes.empty())
        return;
    const Error& first = mistakes.front();
    const auto offset = static_cast<qsizetype>(first.byteOffset.value_or(0));
    const qsizetype character = QString::fromUtf8(text.left(offset)).size() + 1;
    const QString consequence = mistakes.size() == 1
                                    ? tr("the word is left out")
                                    : tr("%1 words are left out").arg(mistakes.size());
    m_error->setText(
        tr("⚠ %1 (at character %2); %3")
            .arg(models::toQString(first.message), QString::number(character), consequence));
}

void FilterField::colour() {
    QPalette own; // the rest stays inherited
    own.setColor(QPalette::WindowText, errorColour(palette()));
    m_error->setPalette(own);
}

QString exactTerm(const QString& column, const QString& value) {
    const QLatin1Char quote('"');
    const bool needsQuotes = value.contains(QLatin1Char(' ')) ||
                             value.contains(QLatin1Char('\t')) || value.contains(quote);
    QString text = value;
    if (needsQuotes)
        text = quote + text.replace(quote, QLatin1String("\"\"")) + quote;
    return column + QLatin1String(":=") + text;
}

} // namespace beaconscope::ui
