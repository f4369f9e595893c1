// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"
#include "core/tables/row_order.h"

#include <QObject>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace beaconscope::session {

/// Lets several views of one table (the Queries tab and the evidence of a finding) ask for row
/// orders. The engine computes only one order for each table at a time: a later request would
/// replace an earlier one. So the queue lets requests of different views wait for each other. A
/// later request of the same view replaces its earlier one.
///
/// UI thread. Results arrive there too.
class OrderQueue : public QObject {
    Q_OBJECT
public:
    using Snapshot = std::shared_ptr<const snapshot::Snapshot>;
    using Order = std::shared_ptr<const tables::RowOrder>;
    using Done = std::function<void(Order)>;
    /// How orders are computed (Engine::order); `done` is called on any thread.
    using Submit = std::function<void(Snapshot, tables::RowOrderRequest, Done done)>;

    explicit OrderQueue(Submit submit, QObject* parent = nullptr);

    /// Asks for a row order and calls `done` with it, or with null when it could not be computed.
    /// Does not call `done` when `requester` asks again first or is destroyed, or after reset().
    void request(QObject* requester, Snapshot snapshot, tables::RowOrderRequest request, Done done);

    /// Forgets all requests, also those that are under way.
    void reset();

    bool isIdle() const;

private:
    struct Wish {
        QObject* requester = nullptr;
        Snapshot snapshot;
        tables::RowOrderRequest request;
        Done done;
    };
    struct Lane {
        QObject* requester = nullptr; ///< whose order is computed now
        Done done;
        std::uint64_t serial = 0; ///< of that order
        bool isRunning = false;
        std::vector<Wish> waiting; ///< at most one of each requester
    };

    Lane& laneOf(tables::TableKind kind) { return m_lanes[static_cast<std::size_t>(kind)]; }
    void start(Lane& lane, Wish wish);
    void finish(tables::TableKind kind, std::uint64_t serial, const Order& order);
    void forget(QObject* requester);

    Submit m_submit;
    std::array<Lane, tables::kTableKindCount> m_lanes;
    std::uint64_t m_serial = 0;
    std::vector<QObject*> m_watched;
};

} // namespace beaconscope::session
