// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/commands.h"
#include "app/commands/file_problems.h"
#include "app/commands/messages.h"
#include "app/commands/overwriting.h"
#include "app/commands/report_settings.h"
#include "core/base/atomic_file.h"
#include "core/base/platform.h"
#include "core/base/sha256.h"
#include "core/engine/investigation.h"
#include "core/export/csv.h"
#include "core/export/json.h"
#include "core/export/text_report.h"
#include "core/input/sources/input_files.h"

#include <fmt/core.h>

#include <future>
#include <iostream>
#include <map>

namespace beaconscope::app {

namespace {

using exporting::Listed;
using snapshot::Snapshot;

using Hashes = std::map<std::string, Result<std::string>>;

/// Computes the SHA-256 of the files that `paths` name.
Hashes hashAll(const std::vector<std::string>& paths) {
    Hashes hashes;
    for (const input::InputFile& file : input::findInputFiles(paths).files) {
        if (platform::fileKind(file.path) == platform::FileKind::Regular)
            hashes.emplace(file.path, sha256OfFile(file.path, {}));
    }
    return hashes;
}

std::shared_ptr<const Snapshot> withHashes(const Snapshot& snapshot, const Hashes& hashes) {
    auto result = std::make_shared<Snapshot>(snapshot);
    for (input::FileFacts& file : result->capture.files) {
        const auto found = hashes.find(input::pathOnDisk(file));
        if (found != hashes.end() && found->second)
            file.sha256 = *found->second;
    }
    return result;
}

/// A report without the hash of a file that was read is not complete. Says which ones are missing.
bool isAnyHashMissing(const ReportCommand& command, const Snapshot& snapshot) {
    bool isAnyMissing = false;
    for (const input::FileFacts& file : snapshot.capture.files) {
        const std::string path = input::pathOnDisk(file);
        if (command.noHash || !file.sha256.empty() || !file.opened ||
            platform::fileKind(path) != platform::FileKind::Regular)
            continue;
        printMessage(fmt::format("{}: its SHA-256 could not be computed", path));
        isAnyMissing = true;
    }
    return isAnyMissing;
}

std::shared_ptr<const Snapshot> analyse(const ReportCommand& command,
                                        const snapshot::AnalysisSettings& settings) {
    std::future<Hashes> hashes;
    if (!command.noHash) {
        // libcrypto sets itself up at its first use, and crashes if memory runs out meanwhile. So
        // it does this now, before the capture takes memory.
        const Sha256 first;
        hashes = std::async(std::launch::async, hashAll, command.files);
    }
    engine::Investigation investigation;
    Progress progress;
    const auto snapshot = investigation.load(command.files, settings, progress, {}, {}, {},
                                             engine::Unreadable::IsLoaded, command.reading);
    return hashes.valid() ? withHashes(*snapshot, hashes.get()) : snapshot;
}

/// Returns false, after a message, if standard output cannot be written.
template <typename ToStream>
bool print(ToStream toStream) {
    toStream(std::cout);
    if (std::cout.flush())
        return true;
    printMessage("Standard output could not be written");
    return false;
}

/// Calls `toStream` for "-" and `toFile` for a path. Returns false, after a message, if that fails.
template <typename ToStream, typename ToFile>
bool write(const std::string& path, ToStream toStream, ToFile toFile) {
    if (path.empty())
        return true;
    if (path == "-")
        return print(toStream);
    const std::optional<Error> error = toFile(path);
    if (error)
        printError(*error);
    return !error;
}

bool writePdf(const std::string& path, const Snapshot& snapshot, const PdfDrawer& drawPdf) {
    if (path.empty())
        return true;
    const std::string pdf = drawPdf(snapshot);
    if (pdf.empty()) {
        printMessage("The PDF report could not be drawn");
        return false;
    }
    const auto put = [&pdf](std::ostream& out) {
        out.write(pdf.data(), static_cast<std::streamsize>(pdf.size()));
    };
    return write(path, put,
                 [&put](const std::string& file) { return writeFileAtomically(file, put); });
}

bool writeOutputs(const ReportCommand& command, const Snapshot& snapshot,
                  const PdfDrawer& drawPdf) {
    const Listed listed = command.all ? Listed::All : Listed::Reported;
    bool written = write(
        command.csvPath,
        [&](std::ostream& out) {
            exporting::writeFindingsCsv(snapshot, listed, Formulas::Neutralise, out);
        },
        [&](const std::string& path) {
            return exporting::writeFindingsCsv(snapshot, listed, Formulas::Neutralise, path);
        });
    written &= write(
        command.jsonPath, [&](std::ostream& out) { exporting::writeJson(snapshot, listed, out); },
        [&](const std::string& path) { return exporting::writeJson(snapshot, listed, path); });
    written &= writePdf(command.pdfPath, snapshot, drawPdf);
    const bool standardOutputTaken =
        command.csvPath == "-" || command.jsonPath == "-" || command.pdfPath == "-";
    if (!standardOutputTaken)
        written &=
            print([&](std::ostream& out) { exporting::writeTextReport(snapshot, listed, out); });
    return written;
}

} // namespace

ExitCode runReport(const ReportCommand& command, const PdfDrawer& drawPdf) {
    if (const auto mistake = overwritingOf(command)) {
        printMessage(*mistake);
        return ExitCode::Usage;
    }
    const auto wanted = settingsFor(command);
    if (const auto* code = std::get_if<ExitCode>(&wanted))
        return *code;
    const auto& settings = std::get<snapshot::AnalysisSettings>(wanted);
    const auto snapshot = analyse(command, settings);
    const bool written = writeOutputs(command, *snapshot, drawPdf);
    const ExitCode fileProblems = reportFileProblems(snapshot->capture.files);
    const bool isHashMissing = isAnyHashMissing(command, *snapshot);
    if (!written)
        return ExitCode::NotWritten;
    if (fileProblems != ExitCode::Done)
        return fileProblems;
    if (isHashMissing)
        return ExitCode::ReadInPart;
    const bool found = snapshot->detection && snapshot->detection->reportedCount() > 0;
    return found && command.failOnFindings ? ExitCode::Findings : ExitCode::Done;
}

} // namespace beaconscope::app
