// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/tables/filter.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;

namespace beaconscope::ui {

/// The filter of one table: a line to type in, and beneath it what is wrong with the text. A word
/// that is not understood is left out, so that what is in force follows from what can be read, and
/// not from the half-typed word of the letter before.
class FilterField : public QWidget {
    Q_OBJECT
public:
    explicit FilterField(tables::TableKind kind, QWidget* parent = nullptr);

    const tables::Filter& filter() const { return m_filter; }
    QString text() const;
    void setText(const QString& text);
    /// Adds a term ("client:10.0.0.1") to what is there.
    void addTerm(const QString& term);
    void takeFocus();
    QString errorText() const;

signals:
    void filterChanged();
    /// Esc in an empty field: the user wants back to the table.
    void leaveRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void parse(const QString& text);
    void showMistakes(const std::vector<Error>& mistakes, const QByteArray& text);
    void colour();

    tables::TableKind m_kind;
    tables::Filter m_filter;
    QLineEdit* m_edit;
    QLabel* m_error;
};

/// The filter term for the cells of a column that are `value` and nothing else.
QString exactTerm(const QString& column, const QString& value);

} // namespace beaconscope::ui
