// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "core/engine/investigation.h"
#include "core/tables/row_order.h"
#include "tests/bench/measurements.h"

#include <stdexcept>
#include <utility>

namespace beaconscope::bench {

namespace {

using snapshot::AnalysisSettings;
using SnapshotPtr = std::shared_ptr<const snapshot::Snapshot>;
using tables::TableKind;

void add(const std::string& edit, const Stopwatch& watch, Figures& figures) {
    figures[edit + "_cpu_ms"] = 1000 * watch.processorSeconds();
    figures[edit + "_ms"] = 1000 * watch.seconds();
}

/// Row orders of the table of all queries.
class Orders {
public:
    Orders(const SnapshotPtr& snapshot, Figures& figures)
        : m_table(tables::makeTable(TableKind::Queries, snapshot))
        , m_figures(figures) {}

    void sortBy(const char* column, const char* edit) {
        tables::RowOrderRequest request = blank();
        request.sort = {{*tables::findColumn(TableKind::Queries, column), false}};
        run(request, edit);
    }
    void filterBy(const char* text, const char* edit) {
        tables::RowOrderRequest request = blank();
        request.filter = tables::readFilter(text, TableKind::Queries).filter;
        run(request, edit);
    }

private:
    static tables::RowOrderRequest blank() {
        tables::RowOrderRequest request;
        request.table = TableKind::Queries;
        return request;
    }
    void run(const tables::RowOrderRequest& request, const char* edit) {
        const Stopwatch watch;
        static_cast<void>(tables::orderRows(*m_table, request, m_ranks));
        add(edit, watch, m_figures);
    }

    std::unique_ptr<const tables::Table> m_table;
    tables::RankCache m_ranks;
    Figures& m_figures;
};

void measureOrders(const SnapshotPtr& snapshot, Figures& figures) {
    Orders orders(snapshot, figures);
    orders.sortBy("name", "order_name_first");
    orders.sortBy("name", "order_name_again");
    orders.sortBy("time", "order_time");
    orders.sortBy("transport", "order_transport");
    orders.filterBy("name:cdn", "filter_name");
    orders.filterBy("cdn", "filter_anywhere");
    orders.filterBy("client:10.0.0.1", "filter_client");
}

AnalysisSettings withRule(AnalysisSettings settings, rules::Field field, const char* value) {
    std::vector<rules::Rule> all = settings.rules->rules();
    rules::Rule rule;
    rule.field = field;
    rule.match = rules::Match::Contains;
    rule.value = value;
    all.push_back(rule);
    settings.rules = std::make_shared<const rules::RuleSet>(std::move(all));
    return settings;
}

AnalysisSettings withMiddleHalf(AnalysisSettings settings, const snapshot::CaptureFacts& capture) {
    const Duration quarter = (*capture.last - *capture.first) / 4;
    settings.range = series::TimeRange{*capture.first + quarter, *capture.last - quarter};
    return settings;
}

} // namespace

Figures measureEdits(const std::string& path) {
    Figures figures;
    engine::Investigation investigation;
    Progress progress;
    const AnalysisSettings start = snapshot::defaultAnalysisSettings();
    SnapshotPtr loaded = investigation.load({path}, start, progress, {});
    if (!loaded)
        throw std::runtime_error("cannot load the capture");
    figures["events"] = static_cast<double>(loaded->store.events.size());
    figures["series"] = static_cast<double>(loaded->detection->size());
    measureOrders(loaded, figures);
    // As the window, which lets go of a snapshot when the next has come.
    const snapshot::CaptureFacts capture = std::exchange(loaded, nullptr)->capture;

    const auto analyse = [&](const char* name, const AnalysisSettings& settings) {
        const Stopwatch watch;
        if (!investigation.analyse(settings, {}))
            throw std::runtime_error("an analysis failed");
        add(name, watch, figures);
    };
    const AnalysisSettings ruled = withRule(start, rules::Field::Name, "update");
    analyse("rule_added", ruled);
    analyse("rule_undone", start);
    analyse("domain_rule", withRule(start, rules::Field::RegisteredDomain, "e"));
    analyse("rules_undone_again", start);
    analyse("query_type_rule", withRule(start, rules::Field::QueryType, "AAAA"));
    analyse("query_type_rule_undone", start);
    AnalysisSettings moved = start;
    moved.detection.parameters.set(0, moved.detection.parameters[0] + 1);
    analyse("threshold", moved);
    // The default detector has one grouping.
    AnalysisSettings lab = start;
    lab.detection = detect::settingsFor(detect::findDetector("lab"));
    analyse("detector", lab);
    lab.detection.grouping = series::Grouping::ClientDomain;
    analyse("grouping", lab);
    analyse("detector_undone", start);
    analyse("range", withMiddleHalf(start, capture));
    return figures;
}

} // namespace beaconscope::bench
