#include "tests/support/detail_builder.h"

#include "tests/support/store_builder.h"

#include <utility>

namespace beaconscope::testing {

std::shared_ptr<engine::SelectionDetail> detailOf(const std::vector<double>& atSeconds,
                                                  std::string title) {
    auto detail = std::make_shared<engine::SelectionDetail>();
    detail->title = std::move(title);
    for (const double second : atSeconds) {
        const Timestamp time = StoreBuilder::at(second);
        if (!detail->times.empty())
            detail->intervalsSeconds.push_back(seconds(time - detail->times.back()));
        detail->times.push_back(time);
    }
    detail->intervals = analysis::intervalStatistics(detail->intervalsSeconds);
    return detail;
}

} // namespace beaconscope::testing
