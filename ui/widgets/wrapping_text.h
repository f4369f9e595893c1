// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTextEdit>

namespace beaconscope::ui {

/// Text to read and copy; its height follows the text. Unlike a label, it can break a name at any
/// place. A DNS name can have 253 characters without a place for a line break.
class WrappingText : public QTextEdit {
    Q_OBJECT
public:
    explicit WrappingText(QWidget* parent = nullptr);

    /// Shows a name that may also break after its dots. A copy of the text has the name unchanged.
    void setName(const QString& name);
    /// Returns the text as it was set, without the marks for line breaks.
    QString plainText() const;
    /// Shows paragraphs with some space between them.
    void setParagraphs(const QStringList& paragraphs);

protected:
    QMimeData* createMimeDataFromSelection() const override;
};

} // namespace beaconscope::ui
