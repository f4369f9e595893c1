#include "core/engine/investigation.h"
#include "core/tables/row_order.h"
#include "tests/bench/measurements.h"

#include <stdexcept>

namespace beaconscope::bench {

namespace {

using engine::AnalysisSettings;
using SnapshotPtr = std::shared_ptr<const engine::Snapshot>;
using tables::TableKind;

double milliseconds(const Stopwatch& watch) {
    return 1000 * watch.seconds();
}

/// Row orders of the table of all queries.
class Orders {
public:
    explicit Orders(const SnapshotPtr& snapshot)
        : m_table(tables::makeTable(TableKind::Queries, snapshot)) {}

    double sortBy(const char* column) {
        tables::RowOrderRequest request = blank();
        request.sort = {{*tables::findColumn(TableKind::Queries, column), false}};
        return run(request);
    }
    double filterBy(const char* text) {
        tables::RowOrderRequest request = blank();
        request.filter = *tables::parseFilter(text, TableKind::Queries);
        return run(request);
    }

private:
    static tables::RowOrderRequest blank() {
        tables::RowOrderRequest request;
        request.table = TableKind::Queries;
        return request;
    }
    double run(const tables::RowOrderRequest& request) {
        const Stopwatch watch;
        static_cast<void>(tables::orderRows(*m_table, request, m_ranks));
        return milliseconds(watch);
    }

    std::unique_ptr<const tables::Table> m_table;
    tables::RankCache m_ranks;
};

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

AnalysisSettings withMiddleHalf(AnalysisSettings settings, const engine::CaptureFacts& capture) {
    const Duration quarter = (*capture.last - *capture.first) / 4;
    settings.range = analysis::TimeRange{*capture.first + quarter, *capture.last - quarter};
    return settings;
}

} // namespace

Figures measureEdits(const std::string& path) {
    Figures figures;
    engine::Investigation investigation;
    Progress progress;
    const AnalysisSettings start = engine::defaultAnalysisSettings();
    const SnapshotPtr loaded = investigation.load({path}, start, progress, {});
    if (!loaded)
        throw std::runtime_error("cannot load the capture");
    figures["events"] = static_cast<double>(loaded->store.events.size());
    figures["series"] = static_cast<double>(loaded->detection->findings().size());

    Orders orders(loaded);
    figures["order_name_first_ms"] = orders.sortBy("name");
    figures["order_name_again_ms"] = orders.sortBy("name");
    figures["order_time_ms"] = orders.sortBy("time");
    figures["order_transport_ms"] = orders.sortBy("transport");
    figures["filter_name_ms"] = orders.filterBy("name:cdn");
    figures["filter_anywhere_ms"] = orders.filterBy("cdn");
    figures["filter_client_ms"] = orders.filterBy("client:10.0.0.1");

    const auto analyse = [&](const char* name, const AnalysisSettings& settings) {
        const Stopwatch watch;
        if (!investigation.analyse(settings, {}))
            throw std::runtime_error("an analysis failed");
        figures[name] = milliseconds(watch);
    };
    const AnalysisSettings ruled = withRule(start, rules::Field::Name, "update");
    analyse("rule_added_ms", ruled);
    analyse("rule_undone_ms", start);
    analyse("domain_rule_ms", withRule(start, rules::Field::RegisteredDomain, "e"));
    analyse("rules_undone_again_ms", start);
    AnalysisSettings moved = start;
    moved.detection.parameters.set(0, moved.detection.parameters[0] + 1);
    analyse("threshold_ms", moved);
    AnalysisSettings grouped = start;
    grouped.detection.grouping = analysis::Grouping::ClientDomain;
    analyse("grouping_ms", grouped);
    analyse("grouping_undone_ms", start);
    analyse("range_ms", withMiddleHalf(start, loaded->capture));
    return figures;
}

} // namespace beaconscope::bench
