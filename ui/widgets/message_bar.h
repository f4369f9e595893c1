// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;

namespace beaconscope::ui {

/// One message over the content of the window that stays until it is closed or replaced: what went
/// wrong is not hidden behind a dialog that must be clicked away, and not gone after seconds.
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
