#include "app/commands.h"
#include "app/file_problems.h"
#include "app/platform_choice.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/engine/input_files.h"
#include "core/engine/investigation.h"
#include "core/export/csv.h"
#include "core/export/json.h"
#include "core/export/text_report.h"
#include "core/rules/rule_file.h"
#include "ui/report/pdf_report.h"
#include "ui/shell/bundled_services.h"

#include <QApplication>

#include <fmt/core.h>

#include <future>
#include <iostream>
#include <map>

namespace beaconscope::app {

namespace {

using engine::Snapshot;
using exporting::Listed;

void printError(const Error& error) {
    std::cerr << fmt::format("beaconscope: {}\n", escapeForTerminal(describe(error)));
}

/// Null, after a message, when the rule file cannot be read.
std::shared_ptr<const rules::RuleSet> rulesOf(const std::string& path) {
    auto parsed = rules::readRuleFile(path);
    if (!parsed) {
        printError(parsed.error());
        return nullptr;
    }
    for (const rules::RuleFileWarning& warning : parsed->warnings)
        printError(
            {fmt::format("{}: line {} left out: {}", path, warning.line, warning.message), {}, {}});
    return std::make_shared<const rules::RuleSet>(std::move(parsed->rules));
}

/// Null, after a message, when the list cannot be read.
std::shared_ptr<const analysis::KnownServices> knownServicesOf(const std::string& path) {
    auto services = analysis::KnownServices::read(path);
    if (!services) {
        printError(services.error());
        return nullptr;
    }
    return std::make_shared<const analysis::KnownServices>(std::move(*services));
}

/// The settings the command asks for; empty, after a message, when a file of them cannot be read.
std::optional<engine::AnalysisSettings> settingsFor(const ReportCommand& command) {
    engine::AnalysisSettings settings = engine::defaultAnalysisSettings();
    if (!command.detector.empty())
        settings.detection = analysis::settingsFor(analysis::findDetector(command.detector));
    if (command.grouping)
        settings.detection.grouping = *command.grouping;
    if (!command.rulesPath.empty())
        settings.rules = rulesOf(command.rulesPath);
    if (command.knownServicesPath.empty()) {
        // Not the user's own list: the same command gives the same report for everybody.
        settings.knownServices = shell::bundledKnownServices();
        return settings.rules ? std::optional(settings) : std::nullopt;
    }
    settings.knownServices = knownServicesOf(command.knownServicesPath);
    settings.knownServicesFile = command.knownServicesPath;
    if (!settings.rules || !settings.knownServices)
        return std::nullopt;
    return settings;
}

/// Whether the detector can work with the grouping that was asked for; a message when not.
bool isPossible(const analysis::DetectionSettings& detection) {
    const analysis::DetectorInfo& info = detection.detector->info();
    for (const analysis::Grouping grouping : info.groupings) {
        if (grouping == detection.grouping)
            return true;
    }
    printError({fmt::format("--detector {} does not work with --group {}", info.id,
                            analysis::identifier(detection.grouping)),
                {},
                {}});
    return false;
}

using Hashes = std::map<std::string, std::string>;

/// Of the files that `paths` stand for.
Hashes hashAll(const std::vector<std::string>& paths) {
    Hashes hashes;
    for (const engine::InputFile& file : engine::findInputFiles(paths).files) {
        auto hash = sha256OfFile(file.path, {});
        if (hash)
            hashes.emplace(file.path, std::move(*hash));
    }
    return hashes;
}

std::shared_ptr<const Snapshot> withHashes(const Snapshot& snapshot, const Hashes& hashes) {
    auto result = std::make_shared<Snapshot>(snapshot);
    for (engine::FileFacts& file : result->capture.files) {
        if (const auto found = hashes.find(file.path); found != hashes.end())
            file.sha256 = found->second;
    }
    return result;
}

std::shared_ptr<const Snapshot> analyse(const ReportCommand& command,
                                        const engine::AnalysisSettings& settings) {
    std::future<Hashes> hashes;
    if (!command.noHash)
        hashes = std::async(std::launch::async, hashAll, command.files);
    engine::Investigation investigation;
    Progress progress;
    const auto snapshot = investigation.load(command.files, settings, progress, {});
    return hashes.valid() ? withHashes(*snapshot, hashes.get()) : snapshot;
}

/// Calls `toStream` for "-" and `toFile` for a path; false, after a message, when it fails.
template <typename ToStream, typename ToFile>
bool write(const std::string& path, ToStream toStream, ToFile toFile) {
    if (path.empty())
        return true;
    std::optional<Error> error;
    if (path == "-") {
        toStream(std::cout);
        if (!std::cout.flush())
            error = Error{"standard output could not be written", {}, {}};
    } else {
        error = toFile(path);
    }
    if (error)
        printError(*error);
    return !error;
}

bool writeOutputs(const ReportCommand& command, const Snapshot& snapshot) {
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
    written &= write(
        command.pdfPath,
        [&](std::ostream& out) {
            const QByteArray pdf = report::pdfReport(snapshot);
            out.write(pdf.constData(), pdf.size());
        },
        [&](const std::string& path) {
            return report::writePdfReport(snapshot, QString::fromStdString(path));
        });
    const bool standardOutputTaken =
        command.csvPath == "-" || command.jsonPath == "-" || command.pdfPath == "-";
    if (!standardOutputTaken)
        exporting::writeTextReport(snapshot, listed, std::cout);
    return written && std::cout.flush();
}

} // namespace

ExitCode runReport(const ReportCommand& command, int& argc, char** argv) {
    const auto settings = settingsFor(command);
    if (!settings)
        return ExitCode::Unreadable;
    if (!isPossible(settings->detection))
        return ExitCode::Usage;

    std::unique_ptr<QApplication> application;
    if (!command.pdfPath.empty()) { // fonts and plots need one, a screen they do not
        useOffscreenPlatform();
        application = std::make_unique<QApplication>(argc, argv);
    }
    const auto snapshot = analyse(command, *settings);
    const bool written = writeOutputs(command, *snapshot);
    const ExitCode fileProblems = reportFileProblems(snapshot->capture.files);
    if (!written)
        return ExitCode::NotWritten;
    if (fileProblems != ExitCode::Done)
        return fileProblems;
    const bool found = snapshot->detection && snapshot->detection->reportedCount() > 0;
    return found && command.failOnFindings ? ExitCode::Findings : ExitCode::Done;
}

} // namespace beaconscope::app
