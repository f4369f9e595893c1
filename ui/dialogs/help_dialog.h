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

/// The help pages of resources/help, and the keys as the actions themselves have them.
///
/// A link of a page leads to another one by its file ("5-detectors.md"), to a heading by its text
/// in lower case, with hyphens for spaces and without other signs ("#step-8-false-discovery-rate"),
/// or both. So links work where a repository's pages are shown as well.
class HelpDialog : public QDialog {
    Q_OBJECT
public:
    explicit HelpDialog(const QList<QAction*>& actions, QWidget* parent = nullptr);

private:
    struct Page {
        QString file; ///< its name; empty for the page of keys, which is made here
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

/// Name, version, licence.
void showAbout(QWidget* parent);

} // namespace beaconscope::ui
