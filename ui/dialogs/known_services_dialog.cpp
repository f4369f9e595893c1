// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/dialogs/known_services_dialog.h"

#include "core/detect/known_services.h"
#include "ui/models/text.h"
#include "ui/shell/theme.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QFontDatabase>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTextBlock>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace beaconscope::ui {

namespace {

constexpr int kCheckDelayMs = 150;
constexpr int kMarkOpacity = 60; // of 255

QString nameOf(const QTextBlock& line) {
    return line.text().section(QLatin1Char('|'), 0, 0).trimmed();
}

/// Turns "line 3: expected …" into a sentence.
QString asSentence(const std::string& message) {
    const QString text = models::toQString(message);
    return text.left(1).toUpper() + text.mid(1) + QLatin1Char('.');
}

} // namespace

KnownServicesDialog::KnownServicesDialog(const QString& text, const QString& defaults, Save save,
                                         QWidget* parent)
    : QDialog(parent)
    , m_save(std::move(save))
    , m_unedited(text)
    , m_text(new QPlainTextEdit(text, this))
    , m_message(new QLabel(this))
    , m_checkTimer(new QTimer(this)) {
    setWindowTitle(tr("Known Services"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("List of known services"));
    m_message->setObjectName(QStringLiteral("servicesMessage"));
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(m_message, &QLabel::linkActivated, this, &KnownServicesDialog::goToMistake);
    arrange(makeButtons(defaults));
    m_checkTimer->setSingleShot(true);
    m_checkTimer->setInterval(kCheckDelayMs);
    connect(m_checkTimer, &QTimer::timeout, this, &KnownServicesDialog::check);
    connect(m_text, &QPlainTextEdit::textChanged, m_checkTimer, qOverload<>(&QTimer::start));
    if (!check())
        goToMistake();
    m_text->setFocus();
}

QWidget* KnownServicesDialog::makeButtons(const QString& defaults) {
    auto* const buttons = new QDialogButtonBox(
        QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &KnownServicesDialog::accept);
    // Only the button discards edits at once. A user may press Esc by mistake.
    connect(buttons, &QDialogButtonBox::rejected, this, [this] { QDialog::reject(); });
    m_ok = buttons->button(QDialogButtonBox::Ok);
    QPushButton* const restore = buttons->button(QDialogButtonBox::RestoreDefaults);
    restore->setToolTip(tr("Replace the text by the list that comes with the program"));
    connect(restore, &QPushButton::clicked, this, [this, defaults] {
        QTextCursor cursor(m_text->document());
        cursor.select(QTextCursor::Document);
        cursor.insertText(defaults); // unlike setPlainText(), this can be undone
        m_text->moveCursor(QTextCursor::Start);
        check();
    });
    // In the field, Enter makes a new line, so Ctrl+Enter presses OK.
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* const shortcut = new QShortcut(Qt::CTRL | key, this);
        connect(shortcut, &QShortcut::activated, this, &KnownServicesDialog::accept);
    }
    return buttons;
}

void KnownServicesDialog::arrange(QWidget* buttons) {
    auto* const explanation = new QLabel(
        tr("A finding in one of these names is listed lower and says why; nothing is hidden. A "
           "line is: name | kind | title."),
        this);
    explanation->setWordWrap(true);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    const QFontMetrics metrics = fontMetrics();
    resize(110 * metrics.averageCharWidth(), 36 * metrics.height());
}

void KnownServicesDialog::addService(const QString& name) {
    QTextDocument* const document = m_text->document();
    for (QTextBlock line = document->begin(); line.isValid(); line = line.next()) {
        if (nameOf(line).compare(name, Qt::CaseInsensitive) == 0) {
            selectTitle(line);
            return;
        }
    }
    QTextCursor cursor(document);
    cursor.movePosition(QTextCursor::End);
    const QString lineEnd = cursor.block().text().isEmpty() ? QString() : QStringLiteral("\n");
    cursor.insertText(lineEnd + tr("%1 | service | what it is").arg(name) + QLatin1Char('\n'));
    selectTitle(cursor.block().previous());
    check();
    m_unedited = m_text->toPlainText();
}

void KnownServicesDialog::selectTitle(const QTextBlock& line) {
    const QString text = line.text();
    qsizetype first = text.lastIndexOf(QLatin1Char('|')) + 1;
    while (first < text.size() && text[first].isSpace())
        ++first;
    QTextCursor cursor(line);
    cursor.setPosition(line.position() + static_cast<int>(first));
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    m_text->setTextCursor(cursor);
    m_text->centerCursor();
}

bool KnownServicesDialog::check() {
    m_checkTimer->stop();
    const std::string text = m_text->toPlainText().toStdString();
    const auto services = detect::KnownServices::parse(text);
    m_wrongLine.reset();
    if (services) {
        const std::size_t count = services->size();
        showMessage(count == 1 ? tr("1 service") : tr("%1 services").arg(models::countText(count)),
                    false);
    } else {
        const auto start = static_cast<std::ptrdiff_t>(services.error().byteOffset.value_or(0));
        m_wrongLine = static_cast<int>(std::count(text.begin(), text.begin() + start, '\n'));
        showMessage(tr("⚠ %1 <a href=\"line\">Show the line</a>")
                        .arg(asSentence(services.error().message).toHtmlEscaped()),
                    true);
    }
    m_ok->setEnabled(services.hasValue());
    markMistake();
    return services.hasValue();
}

void KnownServicesDialog::markMistake() {
    QList<QTextEdit::ExtraSelection> marks;
    if (m_wrongLine) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_text->document()->findBlockByNumber(*m_wrongLine));
        QColor background = errorColour(palette());
        background.setAlpha(kMarkOpacity);
        mark.format.setBackground(background);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(mark);
    }
    m_text->setExtraSelections(marks);
}

void KnownServicesDialog::goToMistake() {
    if (!m_wrongLine)
        return;
    if (m_text->textCursor().blockNumber() != *m_wrongLine)
        m_text->setTextCursor(QTextCursor(m_text->document()->findBlockByNumber(*m_wrongLine)));
    m_text->centerCursor();
    m_text->setFocus();
}

void KnownServicesDialog::showMessage(const QString& html, bool isError) {
    m_isError = isError;
    m_message->setText(html);
    m_text->setAccessibleDescription(isError ? html : QString());
    colour();
}

void KnownServicesDialog::colour() {
    QPalette own; // the rest stays inherited
    if (m_isError)
        own.setColor(QPalette::WindowText, errorColour(palette()));
    m_message->setPalette(own);
}

void KnownServicesDialog::reject() {
    if (m_text->toPlainText() == m_unedited) {
        QDialog::reject();
        return;
    }
    auto* const question = new QMessageBox(
        QMessageBox::Question, windowTitle(), tr("The list has been edited. Save it?"),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setDefaultButton(QMessageBox::Save);
    connect(question, &QDialog::finished, this, [this](int answer) {
        if (answer == QMessageBox::Save)
            accept();
        else if (answer == QMessageBox::Discard)
            QDialog::reject();
    });
    question->open();
}

void KnownServicesDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        colour();
        markMistake();
    }
}

void KnownServicesDialog::accept() {
    if (!check()) {
        goToMistake();
        return;
    }
    if (const auto error = m_save(m_text->toPlainText())) {
        showMessage(tr("⚠ The list could not be saved. %1")
                        .arg(models::toQString(describe(*error)).toHtmlEscaped()),
                    true);
        return;
    }
    QDialog::accept();
}

} // namespace beaconscope::ui
