// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTextEdit>

namespace beaconscope::ui {

/// Words to read and copy, as high as they need to be. Unlike a label it also breaks names that
/// have no place to break at, which in DNS can be 253 characters.
class WrappingText : public QTextEdit {
    Q_OBJECT
public:
    explicit WrappingText(QWidget* parent = nullptr);

    /// A name, which may also break after its dots. Copying gives it as it is.
    void setName(const QString& name);
    /// As it was set, without the marks where it may break.
    QString plainText() const;
    /// With some room between them.
    void setParagraphs(const QStringList& paragraphs);

protected:
    QMimeData* createMimeDataFromSelection() const override;
};

} // namespace beaconscope::ui
