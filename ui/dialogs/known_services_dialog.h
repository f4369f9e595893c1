// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <QDialog>
#include <QString>

#include <functional>
#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTextBlock;
class QTimer;

namespace beaconscope::ui {

/// The list of known services as text, with its comments. It is checked while it is edited, and
/// what is wrong cannot be saved.
class KnownServicesDialog : public QDialog {
    Q_OBJECT
public:
    /// Keeps the text and puts it in force. With an Error the dialog stays open.
    using Save = std::function<std::optional<Error>(const QString& text)>;

    KnownServicesDialog(const QString& text, const QString& defaults, Save save,
                        QWidget* parent = nullptr);

    /// Adds a line for `name`, or goes to the one it has. Its title is selected, to be typed over.
    void addService(const QString& name);

    void accept() override;
    /// Esc, or the window was closed. Asks before edits are lost.
    void reject() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeButtons(const QString& defaults);
    void arrange(QWidget* buttons);
    /// False when the text is no list.
    bool check();
    /// Replaces the mark of before.
    void markMistake();
    void goToMistake();
    void selectTitle(const QTextBlock& line);
    void showMessage(const QString& html, bool isError);
    void colour();

    Save m_save;
    QString m_unedited; ///< what the user has not typed
    QPlainTextEdit* m_text;
    QLabel* m_message;
    QPushButton* m_ok = nullptr;
    QTimer* m_checkTimer;
    std::optional<int> m_wrongLine; ///< from 0
    bool m_isError = false;
};

} // namespace beaconscope::ui
