// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/command_line.h"

#include "app/commands/messages.h"
#include "app/commands/program.h"
#include "app/commands/simulate_options.h"
#include "app/version/version.h"
#include "core/detect/registry/detectors.h"
#include "core/input/zeek/dns_log_reader.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <iostream>

namespace beaconscope::app {

namespace {

constexpr const char* kDescription =
    "Finds names that hosts ask for with a rhythm, in DNS packet captures.";
constexpr const char* kWithoutCommand =
    "Without a command, the window opens with the given captures.";

constexpr const char* kFooter =
    "Exit codes: 0 done; 1 findings, only with --fail-on-findings; 2 usage; 3 a file cannot be\n"
    "read or used; 4 read in part (results kept); 5 an output could not be written.\n"
    "If several apply, the first of 2, 5, 3, 4, 1 is returned.";

std::vector<std::string> groupingNames() {
    std::vector<std::string> names;
    for (const auto grouping :
         {series::Grouping::ClientName, series::Grouping::ClientDomain, series::Grouping::Name})
        names.emplace_back(series::identifier(grouping));
    return names;
}

/// Refuses an empty path: a shell passes one if a variable is not set.
CLI::Validator namesAFile() {
    return {[](const std::string& path) {
                return path.empty() ? std::string("the file name is empty") : std::string();
            },
            ""};
}

void addMaxMemory(CLI::App& app, std::uint64_t& bytes) {
    constexpr bool kKiloIs1000 = true;
    app.add_option("--max-memory", bytes,
                   "Stop reading when more could not be analysed in this memory, such as 4GB, and "
                   "keep what was read; without it, three quarters of the memory there is")
        ->transform(CLI::AsSizeValue(kKiloIs1000))
        ->type_name("SIZE");
}

std::vector<std::string> detectorNames() {
    std::vector<std::string> names;
    for (const auto& detector : detect::detectors())
        names.push_back(detector->info().id);
    return names;
}

void addWindowOptions(CLI::App& app, WindowCommand& window) {
    app.description(fmt::format("{}\n{}", kDescription, kWithoutCommand));
    app.add_option("FILE", window.files, "Captures to open, merged in time order");
    app.add_option("--screenshot", window.screenshotPath,
                   "Save a picture of the window when the captures are analysed, then quit")
        ->type_name("PNG")
        ->check(namesAFile());
    app.add_option("--screenshot-size", window.screenshotSize,
                   "Size of the window, such as 1440x900")
        ->type_name("WxH");
    app.add_option("--theme", window.theme, "Use light or dark colours instead of the system's")
        ->check(CLI::IsMember({"light", "dark"}));
    addMaxMemory(app, window.maxMemory);
}

CLI::Validator namesColumns() {
    return {[](const std::string& columns) { return zeek::mistakeInColumns(columns); }, ""};
}

void addInputs(CLI::App& command, std::vector<std::string>& files, input::ReadOptions& reading) {
    command.add_option("FILE", files, "Captures or logs, merged in time order")->required();
    command
        .add_option("--zeek-columns", reading.zeekColumns,
                    "Columns of text without a header, as zeek-cut writes it")
        ->type_name("ts,id.orig_h,query,...")
        ->check(namesColumns());
    command.add_option("--password", reading.password, "Password of encrypted zip archives")
        ->type_name("TEXT");
}

CLI::App* addReport(CLI::App& app, const Program& program, ReportCommand& report) {
    CLI::App* command =
        app.add_subcommand("report", "Analyse captures without a window and print the findings");
    addInputs(*command, report.files, report.reading);
    const auto addFile = [command](const char* name, std::string& path, const char* help) {
        return command->add_option(name, path, help)->type_name("FILE")->check(namesAFile());
    };
    addFile("--csv", report.csvPath, "Write the findings as CSV; - is standard output");
    addFile("--json", report.jsonPath, "Write everything as JSON; - is standard output");
    CLI::Option* pdf =
        addFile("--pdf", report.pdfPath, "Write the report as PDF; - is standard output");
    if (!program.drawPdf)
        pdf->group(""); // hides the option from the help
    addFile("--rules", report.rulesPath, "Use the rules of this file instead of the default ones");
    addFile(
        "--known-services", report.knownServicesPath,
        "Use the known services of this file instead of the program's list; an empty file means "
        "none. Your own list is only used in the window");
    command->add_option("--detector", report.detector, "Which detector judges")
        ->check(CLI::IsMember(detectorNames()))
        ->type_name("NAME");
    command
        ->add_option_function<std::string>(
            "--group",
            [&report](const std::string& name) { report.grouping = series::parseGrouping(name); },
            "What makes a series; each detector works with some of these")
        ->check(CLI::IsMember(groupingNames()))
        ->type_name("GROUP");
    command->add_flag("--all", report.all,
                      "Also list series that are not flagged or that a rule hides");
    command->add_flag("--no-hash", report.noHash, "Do not compute SHA-256 of the captures");
    addMaxMemory(*command, report.reading.maxMemory);
    command->add_flag("--fail-on-findings", report.failOnFindings,
                      "Exit with 1 if there is a finding");
    return command;
}

CLI::App* addQueries(CLI::App& app, QueriesCommand& queries) {
    CLI::App* command = app.add_subcommand("queries", "List every DNS query as tab-separated text");
    addInputs(*command, queries.files, queries.reading);
    return command;
}

/// Returns whether more than one output would go to standard output.
bool sharesStandardOutput(const ReportCommand& report) {
    const int wanted = static_cast<int>(report.csvPath == "-") +
                       static_cast<int>(report.jsonPath == "-") +
                       static_cast<int>(report.pdfPath == "-");
    return wanted > 1;
}

/// Returns why the program cannot write the report, or an empty string if it can.
std::string mistakeIn(const ReportCommand& report, const Program& program) {
    if (!report.pdfPath.empty() && !program.drawPdf)
        return fmt::format("--pdf needs Qt, which {} does without; beaconscope writes PDF",
                           program.name);
    if (sharesStandardOutput(report))
        return "only one output can go to standard output";
    return {};
}

/// For a program without a window: returns what is wrong if the arguments name no command, or have
/// something before it.
std::string mistakeWithoutWindow(const CLI::App& app) {
    const std::vector<std::string> rest = app.remaining();
    if (rest.empty() && !app.get_subcommands().empty())
        return {};
    const std::string problem = rest.empty() ? std::string("a command is missing")
                                             : fmt::format("“{}” is no command", rest.front());
    return fmt::format("{}, and the window, which needs Qt, is in the program beaconscope alone",
                       problem);
}

ExitCode usageError(const Program& program, const std::string& message) {
    printMessage(message);
    std::cerr << fmt::format("Try {} --help.\n", program.name);
    return ExitCode::Usage;
}

} // namespace

std::variant<Command, ExitCode> parseCommandLine(const Program& program, int argc, char** argv) {
    CLI::App app(kDescription, program.name);
    app.footer(kFooter);
    app.set_version_flag("--version", fmt::format("{} {}", program.name, versionText()));
    app.require_subcommand(0, 1);

    WindowCommand window;
    ReportCommand report;
    QueriesCommand queries;
    SimulateOptions simulation;
    const CLI::App* reportCommand = addReport(app, program, report);
    const CLI::App* queriesCommand = addQueries(app, queries);
    const CLI::App* simulateCommand = addSimulate(app, simulation);
    if (program.runWindow)
        addWindowOptions(app, window);
    else
        app.allow_extras(); // so that our own message is shown; set last, or commands inherit it
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? ExitCode::Done : ExitCode::Usage;
    }

    if (!program.runWindow) {
        if (const std::string mistake = mistakeWithoutWindow(app); !mistake.empty())
            return usageError(program, mistake);
    }
    if (reportCommand->parsed()) {
        if (const std::string mistake = mistakeIn(report, program); !mistake.empty())
            return usageError(program, mistake);
        return Command(report);
    }
    if (queriesCommand->parsed())
        return Command(queries);
    if (simulateCommand->parsed()) {
        auto scenario = scenarioFrom(simulation);
        if (!scenario)
            return usageError(program, describe(scenario.error()));
        return Command(SimulateCommand{std::move(*scenario), simulation.outputPath});
    }
    return Command(window);
}

} // namespace beaconscope::app
