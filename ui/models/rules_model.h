// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule_set.h"
#include "core/snapshot/snapshot.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace beaconscope::models {

/// The rules as an editable table, with what each of them hides right now. The model never changes
/// its rules by itself. It emits an edit as a whole rule set, and shows the set that comes back
/// through setRules(). So undo and the table cannot disagree.
class RulesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Enabled, Action, Field, Match, Value, Note, Hits, Findings, ColumnCount };
    enum Role {
        ErrorRole = Qt::UserRole, ///< QString, empty for a valid rule
        ErrorColumnRole,          ///< int: position of the error in the value
    };

    explicit RulesModel(QObject* parent = nullptr);

    const rules::RuleSet& rules() const { return m_rules; }
    void setRules(const rules::RuleSet& rules);
    /// Shows the hits that the snapshot counted. A rule that was added since then has no hits yet.
    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot>& snapshot);

    void add(rules::Rule rule, int row);
    void append(const std::vector<rules::Rule>& more, const QString& what);
    void duplicate(const QList<int>& rows);
    void remove(const QList<int>& rows);
    /// Moves one rule up (-1) or down (+1). The order matters: the first match decides.
    void move(int row, int by);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

signals:
    void edited(const beaconscope::rules::RuleSet& next, const QString& what,
                const QString& mergeKey);

private:
    QVariant displayText(int row, int column) const;
    QVariant editValue(int row, int column) const;
    QString toolTip(int row, int column) const;
    const snapshot::RuleHits* hitsOf(int row) const;
    void emitEdited(std::vector<rules::Rule> rules, const QString& what,
                    const QString& mergeKey = {});

    rules::RuleSet m_rules;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
};

} // namespace beaconscope::models
