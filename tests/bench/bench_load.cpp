// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/platform.h"
#include "core/simulate/simulated_capture.h"
#include "tests/bench/measurements.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace beaconscope;
using bench::Figures;

struct Kind {
    const char* name;
    Figures (*measure)(const std::string& path);
};
constexpr std::array kKinds = {
    Kind{"loop", bench::measureEmptyLoop}, Kind{"phases", bench::measurePhases},
    Kind{"engine", bench::measureEngine},  Kind{"edits", bench::measureEdits},
    Kind{"window", bench::measureWindow},
};

/// What a new process measures.
Figures measure(const char* kind, const QString& path) {
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {"--measure", kind, path});
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        throw std::runtime_error(fmt::format("measuring “{}” failed", kind));
    return bench::fromText(process.readAllStandardOutput().toStdString());
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Elapsed seconds and those of the processor.
struct Cost {
    double elapsed = 0;
    double processor = 0;
};

/// Medians over `count` processes.
Cost medianCost(const char* kind, const QString& path, int count, Figures& last) {
    std::vector<double> elapsed;
    std::vector<double> processor;
    for (int i = 0; i < count; ++i) {
        last = measure(kind, path);
        elapsed.push_back(last.at("seconds"));
        processor.push_back(last.at("cpu_seconds"));
    }
    return {median(std::move(elapsed)), median(std::move(processor))};
}

Cost costOfEmptyLoop(const QString& path) {
    constexpr int kRuns = 3;
    Figures last;
    measure("loop", path); // only warms the cache
    return medianCost("loop", path, kRuns, last);
}

/// Returns the path of the capture, which is made unless it is there.
QString provide(const QString& folder, const simulate::BenchmarkCapture& wanted) {
    const QString path = QStringLiteral("%1/bench-%2-packets-%3-percent-other.pcap")
                             .arg(folder)
                             .arg(wanted.packets)
                             .arg(100 * wanted.otherShare);
    if (QFileInfo::exists(path))
        return path;
    if (const auto error = simulate::writeBenchmarkCapture(wanted, path.toStdString()))
        throw std::runtime_error(fmt::format("{}: {}", path.toStdString(), describe(*error)));
    return path;
}

void printRow(const char* what, double value, const char* unit) {
    fmt::print("{:<50}{:>12.2f} {}\n", what, value, unit);
}

/// A cost as multiples of the loop's, and in seconds.
void printCost(const char* what, const Cost& cost, const Cost& loop) {
    fmt::print("{:<38}{:>8.2f} x{:>8.2f} x{:>10.2f} s{:>10.2f} s\n", what,
               cost.elapsed / loop.elapsed, cost.processor / loop.processor, cost.elapsed,
               cost.processor);
}

void printLoad(const QString& path, int repeats) {
    const Cost loop = costOfEmptyLoop(path);
    Figures engine;
    const Cost load = medianCost("engine", path, repeats, engine);
    const Figures phases = measure("phases", path);
    const Figures window = measure("window", path);
    const double messages = engine.at("messages");
    fmt::print("\nLoad of {:.0f} packets, {:.0f} DNS messages, {:.0f} events, {:.0f} names, "
               "{:.0f} pairs\n",
               engine.at("packets"), messages, engine.at("events"), engine.at("names"),
               engine.at("pairs"));
    fmt::print("{:<38}{:>10}{:>10}{:>12}{:>12}\n", "", "elapsed", "processor", "elapsed",
               "processor");
    printCost("load, as the window starts it", load, loop);
    printCost("  read and decode", {phases.at("read_seconds"), phases.at("read_cpu_seconds")},
              loop);
    printCost("  analyse", {phases.at("analyse_seconds"), phases.at("analyse_cpu_seconds")}, loop);
    printCost("empty libpcap loop", loop, loop);
    printRow("provisional snapshots", engine.at("provisional_snapshots"), "");
    printRow("peak memory per DNS message", engine.at("peak_bytes") / messages, "bytes");
    printRow("  without provisional snapshots", phases.at("peak_bytes") / messages, "bytes");
    printRow("  of that, held after reading", phases.at("read_bytes") / messages, "bytes");
    printRow("  of that, held at the end", phases.at("final_bytes") / messages, "bytes");
    printRow("  with the window", window.at("peak_bytes") / messages, "bytes");
    printRow("window: until the load has ended", window.at("load_seconds"), "s");
    printRow("window: until nothing is under way", window.at("settled_seconds"), "s");
    printRow("window: longest stall while loading", window.at("stall_loading_ms"), "ms");
    printRow("window: longest stall with the final snapshot", window.at("stall_final_ms"), "ms");
    printRow("window: stalls above 100 ms", window.at("noticeable_stalls"), "");
}

void printEdits(const QString& path) {
    const Cost loop = costOfEmptyLoop(path);
    const Figures edits = measure("edits", path);
    fmt::print("\nEdits on {:.0f} events, {:.0f} series; empty libpcap loop: {:.2f} s elapsed, "
               "{:.2f} s of the processor\n",
               edits.at("events"), edits.at("series"), loop.elapsed, loop.processor);
    constexpr std::string_view kProcessor = "_cpu_ms";
    for (const auto& [name, processor] : edits) {
        if (!name.ends_with(kProcessor))
            continue;
        const std::string edit = name.substr(0, name.size() - kProcessor.size());
        const double elapsed = edits.at(edit + "_ms");
        fmt::print("{:<38}{:>8.3f} x{:>8.3f} x{:>9.1f} ms{:>9.1f} ms\n", edit,
                   elapsed / 1000 / loop.elapsed, processor / 1000 / loop.processor, elapsed,
                   processor);
    }
}

int runMeasurement(const QString& kind, const QString& path) {
    const auto* const found = std::find_if(kKinds.begin(), kKinds.end(),
                                           [&kind](const Kind& one) { return kind == one.name; });
    if (found == kKinds.end())
        return 2;
    fmt::print("{}", bench::toText(found->measure(path.toStdString())));
    return 0;
}

int run(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    std::optional<QCoreApplication> application(std::in_place, argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({"packets", "Packets of the captures that are loaded.", "N", "8000000"});
    parser.addOption({"edit-packets", "Packets of the capture that is edited.", "N", "2550000"});
    parser.addOption({"quick", "Small captures, whose figures say less: whether all of it runs."});
    parser.addOption({"folder", "Where the captures are kept.", "FOLDER",
                      QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                          "/beaconscope-bench"});
    parser.addOption({"repeat", "Loads of which the median is taken.", "N", "1"});
    parser.addOption({"measure", "For internal use: measures one thing.", "KIND"});
    parser.addPositionalArgument("FILE", "With --measure: the capture.");
    parser.process(*application);
    if (parser.isSet("measure")) {
        application.reset(); // the window needs one of its own
        return runMeasurement(parser.value("measure"), parser.positionalArguments().value(0));
    }

    const QString folder = parser.value("folder");
    if (!QDir().mkpath(folder))
        throw std::runtime_error(fmt::format("{} cannot be made", folder.toStdString()));
    const auto packets = [&parser](const char* option) {
        constexpr std::uint64_t kQuick = 200'000;
        return parser.isSet("quick") ? kQuick : std::uint64_t{parser.value(option).toULongLong()};
    };
    const int repeats = std::max(1, parser.value("repeat").toInt());
    // Nearly all DNS, as a sensor at a resolver sees it; and a tenth, as one at an uplink does.
    for (const double otherShare : {0.0, 0.9}) {
        simulate::BenchmarkCapture wanted;
        wanted.packets = packets("packets");
        wanted.otherShare = otherShare;
        printLoad(provide(folder, wanted), repeats);
        std::fflush(stdout);
    }
    simulate::BenchmarkCapture edited;
    edited.packets = packets("edit-packets");
    printEdits(provide(folder, edited));
    return 0;
}

} // namespace

/// Loads generated captures and prints what it costs, as multiples of an empty libpcap loop over
/// the same file in the same run: those can be compared between machines.
int main(int argc, char** argv) {
    beaconscope::platform::keepFreedMemory(); // as the program does
    try {
        return run(argc, argv);
    } catch (const std::exception& exception) {
        fmt::print(stderr, "bench_load: {}\n", exception.what());
        return 1;
    }
}
