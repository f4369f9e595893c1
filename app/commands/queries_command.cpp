// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/commands.h"
#include "app/commands/file_problems.h"
#include "app/commands/messages.h"
#include "core/input/sources/merged_sources.h"
#include "core/network/message_reader.h"
#include "core/network/query_rows.h"

#include <cstdio>

namespace beaconscope::app {

namespace {

constexpr std::size_t kFlushBytes = std::size_t{1} << 16U;

/// Prints the collected lines. Returns false if standard output cannot be written.
bool flush(std::string& table) {
    const bool written = std::fwrite(table.data(), 1, table.size(), stdout) == table.size();
    table.clear();
    return written;
}

} // namespace

ExitCode runQueries(const QueriesCommand& command) {
    input::MergedSources sources(command.files, {}, command.reading);
    std::string table = network::kQueryTableHeader;
    const auto append = [&table](const dns::DnsPayload& payload, const dns::Message& message) {
        network::appendQueryRows(payload, message, table);
    };
    network::MessageReader messages(append, append);
    std::size_t file = 0;
    bool written = true;
    while (const input::Packet* packet = written ? sources.next(file) : nullptr) {
        messages.feed(*packet);
        if (table.size() >= kFlushBytes)
            written = flush(table);
    }
    messages.finish();
    if (!written || !flush(table) || std::fflush(stdout) != 0) {
        printMessage("Standard output could not be written");
        return ExitCode::NotWritten;
    }
    reportLeftOut(sources.leftOut());
    return reportFileProblems(sources.facts());
}

} // namespace beaconscope::app
