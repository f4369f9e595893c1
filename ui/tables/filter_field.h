// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/tables/filter.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;

namespace beaconscope::ui {

/// The filter of one table: a line to type in, and below it the mistakes in the text. The filter
/// leaves out words that it does not understand. So the filter in force always follows from the
/// text that the user sees, and not from an earlier state of it.
class FilterField : public QWidget {
    Q_OBJECT
public:
    explicit FilterField(tables::TableKind kind, QWidget* parent = nullptr);

    const tables::Filter& filter() const { return m_filter; }
    QString text() const;
    void setText(const QString& text);
    /// Adds a term ("client:10.0.0.1") to the text.
    void addTerm(const QString& term);
    void takeFocus();
    QString errorText() const;

signals:
    void filterChanged();
    /// The user pressed Esc in an empty field and wants to return to the table.
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

/// Returns the filter term for rows whose cell in `column` is exactly `value`.
QString exactTerm(const QString& column, const QString& value);

} // namespace beaconscope::ui
