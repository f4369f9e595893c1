// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QDialog>
#include <QList>

namespace beaconscope::dialogs {

/// The help pages of resources/help, and the keys as the actions themselves have them.
class HelpDialog : public QDialog {
    Q_OBJECT
public:
    explicit HelpDialog(const QList<QAction*>& actions, QWidget* parent = nullptr);
};

/// Name, version, licence.
void showAbout(QWidget* parent);

} // namespace beaconscope::dialogs
