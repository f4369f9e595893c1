// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/dialogs/help_dialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QMessageBox>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace beaconscope::dialogs {

namespace {

struct Page {
    QString title;
    QString markdown;
};

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

QList<Page> pages(const QList<QAction*>& actions) {
    QList<Page> result;
    const QDir folder(QStringLiteral(":/help"));
    for (const QString& name :
         folder.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString text = QString::fromUtf8(file.readAll());
        const QString firstLine = text.section(QLatin1Char('\n'), 0, 0);
        result.append({firstLine.mid(firstLine.indexOf(QLatin1Char(' ')) + 1), text});
    }
    result.append({HelpDialog::tr("Keys"), keysMarkdown(actions)});
    return result;
}

} // namespace

HelpDialog::HelpDialog(const QList<QAction*>& actions, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Help"));
    auto* const list = new QListWidget(this);
    auto* const text = new QTextBrowser(this);
    list->setAccessibleName(tr("Help pages"));
    text->setAccessibleName(tr("Help page"));
    text->setOpenExternalLinks(true);
    const QList<Page> all = pages(actions);
    for (const Page& page : all)
        list->addItem(page.title);
    connect(list, &QListWidget::currentRowChanged, text, [text, all](int row) {
        if (row >= 0)
            text->setMarkdown(all[row].markdown);
    });
    list->setMinimumWidth(list->sizeHintForColumn(0) + 4 * fontMetrics().averageCharWidth());
    list->setCurrentRow(0);
    auto* const splitter = new QSplitter(this);
    splitter->addWidget(list);
    splitter->addWidget(text);
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

void showAbout(QWidget* parent) {
    QMessageBox::about(
        parent, HelpDialog::tr("About Beaconscope"),
        HelpDialog::tr("<h3>Beaconscope %1</h3><p>Finds names that hosts ask for with a rhythm, in "
                       "the DNS of packet captures.</p><p>Suspicious timing is not proof.</p>"
                       "<p>Free software under the GNU General Public License, version 3 or "
                       "later.</p>")
            .arg(QCoreApplication::applicationVersion()));
}

} // namespace beaconscope::dialogs
