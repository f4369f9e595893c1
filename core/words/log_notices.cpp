// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/words/log_notices.h"

#include "core/base/text.h"

#include <fmt/core.h>

namespace beaconscope::words {

namespace {

using input::FileFacts;
using input::LineLoss;
using input::LineProblem;

void addLogNotice(const snapshot::CaptureFacts& facts, const std::vector<std::string>& names,
                  std::vector<snapshot::Notice>& notices) {
    std::size_t logs = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i < facts.files.size(); ++i) {
        if (facts.files[i].isLog && logs++ == 0)
            first = i;
    }
    if (logs == 0)
        return;
    notices.push_back(
        {"log", snapshot::Severity::Information,
         logs == 1 ? "A log" : withThousands(logs) + " logs",
         fmt::format(
             "{}{}: {}. A log holds no packets, so every packet number is the number of a line. "
             "It does not hold the sizes of messages, so the bytes that a tunnel moves are "
             "unknown. EDNS, the letter case of names and flows of encrypted DNS are unknown "
             "too. Where the log has no round trip, the response gets the time of its query. "
             "NetBIOS names are left out.",
             names[first], logs == 1 ? "" : fmt::format(" and {} more", withThousands(logs - 1)),
             facts.files[first].format)});
}

/// Returns the problems with this loss as a list: "conn (1,200 lines, the first is line 1)".
std::string listOf(const FileFacts& file, LineLoss loss) {
    std::string text;
    for (const LineProblem& problem : file.lineProblems) {
        if (problem.loss == loss)
            text += fmt::format("{}{} ({}, {} line {}: “{}”)", text.empty() ? "" : ", ",
                                problem.cause, counted(problem.count, "line", "lines"),
                                problem.count == 1 ? "it is" : "the first is",
                                withThousands(problem.firstLine), problem.example);
    }
    return text;
}

std::uint64_t countIn(const snapshot::CaptureFacts& facts, LineLoss loss) {
    std::uint64_t count = 0;
    for (const FileFacts& file : facts.files)
        count += countOf(file.lineProblems, loss);
    return count;
}

/// Returns what listOf() says of each file that has such lines, but not of more than some.
std::string listByFile(const snapshot::CaptureFacts& facts, const std::vector<std::string>& names,
                       LineLoss loss) {
    constexpr std::size_t kMaxFilesNamed = 5;
    std::size_t files = 0;
    std::string text;
    for (std::size_t i = 0; i < facts.files.size(); ++i) {
        const std::string list = listOf(facts.files[i], loss);
        if (!list.empty() && files++ < kMaxFilesNamed)
            text += fmt::format(" {}: {}.", names[i], list);
    }
    if (files > kMaxFilesNamed)
        text += fmt::format(" And in {} more.", counted(files - kMaxFilesNamed, "file", "files"));
    return text;
}

void addCopiesNotice(const snapshot::CaptureFacts& facts, const std::vector<std::string>& names,
                     std::vector<snapshot::Notice>& notices) {
    constexpr std::size_t kMaxFilesNamed = 5;
    std::uint64_t copies = 0;
    std::size_t files = 0;
    std::string where;
    for (std::size_t i = 0; i < facts.files.size(); ++i) {
        const FileFacts& file = facts.files[i];
        copies += file.copies;
        if (file.copies > 0 && files++ < kMaxFilesNamed)
            where += fmt::format(
                " {}: {}, {} line {}.", names[i], counted(file.copies, "copy", "copies"),
                file.copies == 1 ? "which is" : "the first is", withThousands(file.firstCopy));
    }
    if (copies == 0)
        return;
    if (files > kMaxFilesNamed)
        where += fmt::format(" And in {} more.", counted(files - kMaxFilesNamed, "file", "files"));
    notices.push_back(
        {"copies_of_lines", snapshot::Severity::Information,
         counted(copies, "copy of a line", "copies of lines"),
         fmt::format(
             "{} of logs came a second time, in another file or in the same, and {} once.{}",
             counted(copies, "line", "lines"), copies == 1 ? "counts" : "count", where)});
}

} // namespace

std::string describeLostLines(const FileFacts& file) {
    const std::uint64_t count = countOf(file.lineProblems, LineLoss::Line);
    if (count == 0)
        return {};
    std::string text = counted(count, "line", "lines") + " cannot be read.";
    for (const LineProblem& problem : file.lineProblems) {
        if (problem.loss == LineLoss::Line)
            text +=
                fmt::format(" {}: {}, {} line {}: “{}”.", counted(problem.count, "time", "times"),
                            problem.cause, problem.count == 1 ? "in" : "first in",
                            withThousands(problem.firstLine), problem.example);
    }
    return text;
}

void addLogNotices(const snapshot::CaptureFacts& facts, std::vector<snapshot::Notice>& notices) {
    const std::vector<std::string> names = snapshot::fileNames(facts);
    addLogNotice(facts, names, notices);
    addCopiesNotice(facts, names, notices);
    if (const std::uint64_t count = countIn(facts, LineLoss::OtherLog); count > 0)
        notices.push_back(
            {"lines_of_other_logs", snapshot::Severity::Information,
             counted(count, "line", "lines") + " of other logs",
             fmt::format("{} not of DNS and passed over.{}",
                         count == 1 ? "One line is" : withThousands(count) + " lines are",
                         listByFile(facts, names, LineLoss::OtherLog))});
    if (const std::uint64_t count = countIn(facts, LineLoss::Field); count > 0)
        notices.push_back(
            {"log_fields", snapshot::Severity::Information,
             counted(count, "value", "values") + " not read",
             fmt::format("{} of logs cannot be read. The lines count all the same, as if these "
                         "fields were not set.{}",
                         counted(count, "value", "values"),
                         listByFile(facts, names, LineLoss::Field))});
}

} // namespace beaconscope::words
