// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QDialog>
#include <QList>
#include <QListWidget>
#include <QTextBrowser>
#include <QUrl>

namespace beaconscope::ui {

/// Shows the help pages of resources/help, and a page of all keys that is made from the actions.
///
/// A link names another page by its file ("5-detectors.md"), a heading by its text in lower case
/// with hyphens for spaces and without other signs ("#step-8-false-discovery-rate"), or both. Web
/// sites of repositories use the same form, so the links work there, too.
class HelpDialog : public QDialog {
    Q_OBJECT
public:
    explicit HelpDialog(const QList<QAction*>& actions, QWidget* parent = nullptr);

private:
    struct Page {
        QString file; ///< name of the file; empty for the page of keys, which has no file
        QString title;
        QString markdown;
    };

    static QList<Page> pages(const QList<QAction*>& actions);
    void showPage(qsizetype index);
    void follow(const QUrl& link);

    QList<Page> m_pages;
    QListWidget* m_list;
    QTextBrowser* m_text;
};

/// Shows a dialog with the name, version and licence of the program.
void showAbout(QWidget* parent);

} // namespace beaconscope::ui
