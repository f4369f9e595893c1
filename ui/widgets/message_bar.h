// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;

namespace beaconscope::ui {

/// Shows one message above the content of the window, until the user closes it or another message
/// replaces it. A dialog would block the user's work, and a message in the status bar would be gone
/// after seconds.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Information, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    void showMessage(Kind kind, const QString& text);
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void colour();

    Kind m_kind = Kind::Information;
    QLabel* m_sign;
    QLabel* m_label;
};

} // namespace beaconscope::ui
