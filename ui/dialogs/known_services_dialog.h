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

/// Edits the list of known services as text, with its comments. Checks the list while the user
/// types. A list with a mistake cannot be saved.
class KnownServicesDialog : public QDialog {
    Q_OBJECT
public:
    /// Saves the text and puts it in force. When it returns an Error, the dialog stays open.
    using Save = std::function<std::optional<Error>(const QString& text)>;

    KnownServicesDialog(const QString& text, const QString& defaults, Save save,
                        QWidget* parent = nullptr);

    /// Goes to the line of `name`, and adds it if it is missing. Selects the title of the line, so
    /// that the user can type another.
    void addService(const QString& name);

    void accept() override;
    /// Called for Esc and when the window is closed. Asks the user before edits are lost.
    void reject() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeButtons(const QString& defaults);
    void arrange(QWidget* buttons);
    /// Checks the text and shows the result. Returns false when the text has a mistake.
    bool check();
    /// Marks the line with the mistake, and removes the earlier mark.
    void markMistake();
    void goToMistake();
    void selectTitle(const QTextBlock& line);
    void showMessage(const QString& html, bool isError);
    void colour();

    Save m_save;
    QString m_unedited; ///< the text before the user's edits
    QPlainTextEdit* m_text;
    QLabel* m_message;
    QPushButton* m_ok = nullptr;
    QTimer* m_checkTimer;
    std::optional<int> m_wrongLine; ///< from 0
    bool m_isError = false;
};

} // namespace beaconscope::ui
