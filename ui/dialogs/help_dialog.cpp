// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/dialogs/help_dialog.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QSplitter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QVBoxLayout>

namespace beaconscope::ui {

namespace {

QString keysMarkdown(const QList<QAction*>& actions) {
    QString text = QStringLiteral("# ") + HelpDialog::tr("Keys") + QStringLiteral("\n\n");
    text += QStringLiteral("| %1 | %2 |\n|---|---|\n")
                .arg(HelpDialog::tr("Key"), HelpDialog::tr("What it does"));
    for (const QAction* const action : actions) {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        if (!key.isEmpty())
            text += QStringLiteral("| %1 | %2 |\n").arg(key, action->statusTip());
    }
    text += QStringLiteral("| %1 | %2 |\n")
                .arg(HelpDialog::tr("Shift+click on a header"),
                     HelpDialog::tr("Sort by one more column"));
    text += QStringLiteral("| Z, Space, 0 | %1 |\n")
                .arg(HelpDialog::tr("On a plot: drag or zoom, crosshair, show all"));
    text += QStringLiteral("| / | %1 |\n").arg(HelpDialog::tr("Go to the filter of the table"));
    text += QStringLiteral("| Esc | %1 |\n").arg(HelpDialog::tr("Clear the filter"));
    return text;
}

/// Returns the text that a link uses for a heading; see HelpDialog.
QString anchorOf(const QString& heading) {
    QString anchor;
    for (const QChar character : heading.toLower()) {
        if (character.isLetterOrNumber() || character == QLatin1Char('-'))
            anchor += character;
        else if (character.isSpace())
            anchor += QLatin1Char('-');
    }
    return anchor;
}

/// Gives each heading a name for links, because Qt's Markdown reader does not.
void nameHeadings(QTextDocument& document) {
    QTextCursor edit(&document);
    edit.beginEditBlock(); // so that the text is laid out only once
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0)
            continue;
        QTextCharFormat format;
        format.setAnchor(true);
        format.setAnchorNames({anchorOf(block.text())});
        QTextCursor cursor(block);
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(format);
    }
    edit.endEditBlock();
}

} // namespace

QList<HelpDialog::Page> HelpDialog::pages(const QList<QAction*>& actions) {
    QList<Page> result;
    const QDir folder(QStringLiteral(":/help"));
    for (const QString& name :
         folder.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString text = QString::fromUtf8(file.readAll());
        const QString firstLine = text.section(QLatin1Char('\n'), 0, 0);
        result.append({name, firstLine.mid(firstLine.indexOf(QLatin1Char(' ')) + 1), text});
    }
    result.append({QString(), tr("Keys"), keysMarkdown(actions)});
    return result;
}

HelpDialog::HelpDialog(const QList<QAction*>& actions, QWidget* parent)
    : QDialog(parent)
    , m_pages(pages(actions))
    , m_list(new QListWidget(this))
    , m_text(new QTextBrowser(this)) {
    setWindowTitle(tr("Help"));
    m_list->setAccessibleName(tr("Help pages"));
    m_text->setAccessibleName(tr("Help page"));
    m_text->setOpenLinks(false); // the browser would look for files
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpDialog::follow);
    for (const Page& page : m_pages)
        m_list->addItem(page.title);
    connect(m_list, &QListWidget::currentRowChanged, this, &HelpDialog::showPage);
    m_list->setMinimumWidth(m_list->sizeHintForColumn(0) + 4 * fontMetrics().averageCharWidth());
    m_list->setCurrentRow(0);
    auto* const splitter = new QSplitter(this);
    splitter->addWidget(m_list);
    splitter->addWidget(m_text);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 4);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(splitter, 1);
    layout->addWidget(buttons);
    const QFontMetrics metrics = fontMetrics();
    resize(120 * metrics.averageCharWidth(), 36 * metrics.height());
}

void HelpDialog::showPage(qsizetype index) {
    if (index < 0)
        return;
    m_text->setMarkdown(m_pages[index].markdown);
    nameHeadings(*m_text->document());
}

void HelpDialog::follow(const QUrl& link) {
    if (!link.isRelative()) {
        QDesktopServices::openUrl(link);
        return;
    }
    for (qsizetype i = 0; !link.path().isEmpty() && i < m_pages.size(); ++i) {
        if (m_pages[i].file == link.path())
            m_list->setCurrentRow(static_cast<int>(i));
    }
    if (link.hasFragment())
        m_text->scrollToAnchor(link.fragment());
}

void showAbout(QWidget* parent) {
    QMessageBox::about(
        parent, HelpDialog::tr("About Beaconscope"),
        HelpDialog::tr("<h3>Beaconscope %1</h3><p>Finds names that hosts ask for with a rhythm, in "
                       "the DNS of packet captures.</p><p>Suspicious timing is not proof.</p>"
                       "<p>Free software under the GNU General Public License, version 3 or "
                       "later.</p>")
            .arg(QCoreApplication::applicationVersion()));
}

} // namespace beaconscope::ui
