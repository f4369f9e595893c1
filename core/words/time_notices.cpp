// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/words/time_notices.h"

#include "core/base/text.h"
#include "core/input/log_clock_steps.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace beaconscope::words {

namespace {

using input::FileFacts;

constexpr std::size_t kSecondsEnd = 19; // of "2023-08-05T08:23:00"

std::string toSecond(Timestamp time) {
    return toIso8601(time).substr(0, kSecondsEnd) + 'Z';
}

/// Returns for example "55 years before", or "3 days after".
std::string describeDistance(Duration distance) {
    constexpr double kDaysOfYear = 365.25;
    constexpr double kMinYears = 2;
    const double days =
        std::abs(std::chrono::duration<double, std::ratio<86'400>>(distance).count());
    const bool inYears = days >= kMinYears * kDaysOfYear;
    const auto number = static_cast<std::uint64_t>(inYears ? days / kDaysOfYear : days);
    return fmt::format("{} {}",
                       inYears ? counted(number, "year", "years") : counted(number, "day", "days"),
                       distance < Duration{0} ? "before" : "after");
}

void addWithoutTimeNotice(const FileFacts& file, const std::string& name,
                          std::vector<snapshot::Notice>& notices) {
    const bool isAll = file.withoutTime == file.packets;
    notices.push_back(
        {"without_time", snapshot::Severity::Warning,
         isAll ? "Packets without a time"
               : counted(file.withoutTime, "packet", "packets") + " without a time",
         fmt::format("{}: {} no time, so no rhythm can be judged{}. Simple packet blocks of pcapng "
                     "are like that; whoever writes the file has to use enhanced packet blocks.",
                     name,
                     isAll ? "the packets of this file have"
                           : counted(file.withoutTime, "packet has", "packets have"),
                     isAll ? "" : " from them")});
}

void addStrayNotice(const FileFacts& file, const std::string& name,
                    std::vector<snapshot::Notice>& notices) {
    const input::StrayTimes& strays = *file.strays;
    const char* one = file.isLog ? "line" : "packet";
    const char* many = file.isLog ? "lines" : "packets";
    const bool isOne = strays.count == 1;
    notices.push_back(
        {"stray_times", snapshot::Severity::Warning,
         counted(strays.count, one, many) + " far off in time",
         fmt::format("{}: {} {}. {} {} has the time {}, {} the rest of the file. {} not count as a "
                     "part of the time that was captured, and {} not judged.",
                     name, counted(strays.count, one, many),
                     isOne ? "lies far from all others in time" : "lie far from the rest in time",
                     isOne ? (file.isLog ? "Line" : "Packet")
                           : (file.isLog ? "The first, line" : "The first, packet"),
                     withThousands(strays.firstPacket), toSecond(strays.firstTime),
                     describeDistance(strays.distance), isOne ? "It does" : "They do",
                     isOne ? "it is" : "they are")});
}

/// Rounds down, because the clock may have been set back by a little more than what is seen.
std::string describeStep(const input::ClockStep& step) {
    constexpr double kWholeSeconds = 10;
    const double length = seconds(step.length());
    return length < kWholeSeconds ? fmt::format("{:.1f} s", std::floor(10 * length) / 10)
                                  : withThousands(static_cast<std::uint64_t>(length)) + " s";
}

void addStepNotice(const FileFacts& file, const std::string& name,
                   std::vector<snapshot::Notice>& notices) {
    constexpr std::size_t kMaxNamed = 5;
    const std::vector<input::ClockStep>& steps = file.clockSteps;
    std::string places;
    for (std::size_t i = 0; i < std::min(steps.size(), kMaxNamed); ++i)
        places += fmt::format(" At {} {} the time goes back by {}, from {} to {}.",
                              file.isLog ? "line" : "packet", withThousands(steps[i].packet),
                              describeStep(steps[i]), toSecond(steps[i].before),
                              toSecond(steps[i].after));
    if (steps.size() > kMaxNamed)
        places += fmt::format(" And {} more.", steps.size() - kMaxNamed);
    notices.push_back(
        {"clock_step", snapshot::Severity::Warning,
         steps.size() == 1
             ? fmt::format("The clock went back by at least {}", describeStep(steps.front()))
             : fmt::format("The clock went back {} times", steps.size()),
         fmt::format("{}:{} The clock was set back by that or a little more, or {} were joined in "
                     "this order. Times before and after it are not comparable: they show neither "
                     "how much time passed between, nor what came first. Each series is judged in "
                     "the order of its times; a few of its intervals may be wrong.",
                     name, places, file.isLog ? "logs" : "captures")});
}

void addDisorderNotice(const FileFacts& file, const std::string& name,
                       std::vector<snapshot::Notice>& notices) {
    notices.push_back(
        {"out_of_order", snapshot::Severity::Information, "Not in the order of time",
         fmt::format(
             "{}: at {} places the time goes back by more than {} s, so the {} do not "
             "stand in the order of their times. Each series is judged in the order of "
             "its times. Whether the clock was set back cannot be seen.",
             name, withThousands(file.disorder),
             (file.isLog ? input::LogClockSteps::kTolerance : input::ClockSteps::kTolerance) /
                 std::chrono::seconds(1),
             file.isLog ? "lines" : "packets")});
}

} // namespace

void addTimeNotices(const snapshot::CaptureFacts& facts, std::vector<snapshot::Notice>& notices) {
    const std::vector<std::string> names = snapshot::fileNames(facts);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const FileFacts& file = facts.files[i];
        if (file.withoutTime > 0)
            addWithoutTimeNotice(file, names[i], notices);
        if (file.strays)
            addStrayNotice(file, names[i], notices);
        if (!file.clockSteps.empty())
            addStepNotice(file, names[i], notices);
        if (file.disorder > 0)
            addDisorderNotice(file, names[i], notices);
    }
}

} // namespace beaconscope::words
