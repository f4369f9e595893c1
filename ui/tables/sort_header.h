// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/tables/row_order.h"

#include <QHeaderView>

#include <vector>

namespace beaconscope::ui {

/// A header with several sort keys. A click sorts by one column, and a Shift+click adds a key. A
/// second click reverses the direction, and a third removes the key.
class SortHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit SortHeader(QWidget* parent = nullptr);

    const std::vector<tables::SortKey>& keys() const { return m_keys; }
    void setKeys(std::vector<tables::SortKey> keys);
    /// Changes the keys as a click on `column` does; as a Shift+click when `addKey` is true.
    void advance(int column, bool addKey);

signals:
    void keysChanged();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void initStyleOptionForIndex(QStyleOptionHeader* option, int logicalIndex) const override;
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;
    QSize sectionSizeFromContents(int logicalIndex) const override;

private:
    /// Returns true for numbers and times: users look for the largest, so the first click puts it
    /// on top.
    bool startsDescending(int column) const;
    std::vector<tables::SortKey>::iterator keyOf(int column);

    std::vector<tables::SortKey> m_keys;
    bool m_addsKey = false;
};

} // namespace beaconscope::ui
