#include "core/simulate/simulated_capture.h"
#include "tests/bench/measurements.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <optional>
#include <vector>

namespace {

using namespace beaconscope;
using bench::Figures;

struct Kind {
    const char* name;
    Figures (*measure)(const std::string& path);
};
constexpr std::array kKinds = {
    Kind{"loop", bench::measureEmptyLoop},
    Kind{"phases", bench::measurePhases},
    Kind{"engine", bench::measureEngine},
    Kind{"edits", bench::measureEdits},
};

/// What a new process measures; exits when it fails.
Figures measure(const char* kind, const QString& path) {
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {"--measure", kind, path});
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0) {
        fmt::print(stderr, "measuring “{}” failed\n", kind);
        std::exit(1);
    }
    return bench::fromText(process.readAllStandardOutput().toStdString());
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Median seconds of the empty loop; the first of all runs only warms the cache.
double loopSeconds(const QString& path) {
    measure("loop", path);
    std::vector<double> seconds;
    for (int i = 0; i < 3; ++i)
        seconds.push_back(measure("loop", path).at("seconds"));
    return median(seconds);
}

/// Makes the capture unless it is there; exits when it cannot.
void provide(const QString& path, std::uint64_t packets) {
    if (QFileInfo::exists(path))
        return;
    simulate::BenchmarkCapture wanted;
    wanted.packets = packets;
    if (const auto error = simulate::writeBenchmarkCapture(wanted, path.toStdString())) {
        fmt::print(stderr, "{}: {}\n", path.toStdString(), describe(*error));
        std::exit(1);
    }
}

void printLoad(const QString& path, int repeats) {
    const double loop = loopSeconds(path);
    std::vector<double> engineSeconds;
    Figures engine;
    for (int i = 0; i < repeats; ++i) {
        engine = measure("engine", path);
        engineSeconds.push_back(engine.at("seconds"));
    }
    const Figures phases = measure("phases", path);
    const double load = median(engineSeconds);
    const double messages = engine.at("messages");
    const auto row = [](const char* what, double value, const char* unit) {
        fmt::print("{:<46}{:>12.2f} {}\n", what, value, unit);
    };
    fmt::print("Load of {:.0f} packets, {:.0f} DNS messages, {:.0f} events, {:.0f} names, {:.0f} "
               "pairs\n",
               engine.at("packets"), messages, engine.at("events"), engine.at("names"),
               engine.at("pairs"));
    row("load / empty libpcap loop", load / loop, "x");
    row("  read and decode", phases.at("read_seconds") / loop, "x");
    row("  analyse", phases.at("analyse_seconds") / loop, "x");
    row("empty libpcap loop", loop, "s");
    row("load, with provisional snapshots", load, "s");
    row("  provisional snapshots", engine.at("provisional_snapshots"), "");
    row("peak memory per DNS message", engine.at("peak_bytes") / messages, "bytes");
    row("  after reading, nobody watching", phases.at("read_bytes") / messages, "bytes");
    row("  at the end, nobody watching", phases.at("final_bytes") / messages, "bytes");
    row("  peak, nobody watching", phases.at("peak_bytes") / messages, "bytes");
}

void printEdits(const QString& path) {
    const double loop = loopSeconds(path);
    const Figures edits = measure("edits", path);
    fmt::print("\nEdits on {:.0f} events, {:.0f} series (empty libpcap loop: {:.2f} s)\n",
               edits.at("events"), edits.at("series"), loop);
    for (const auto& [name, value] : edits) {
        if (name.ends_with("_ms"))
            fmt::print("{:<32}{:>10.3f} x {:>12.1f} ms\n", name.substr(0, name.size() - 3),
                       value / 1000 / loop, value);
    }
}

int runMeasurement(const QString& kind, const QString& path) {
    const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                    [&kind](const Kind& one) { return kind == one.name; });
    if (found == kKinds.end())
        return 2;
    try {
        fmt::print("{}", bench::toText(found->measure(path.toStdString())));
    } catch (const std::exception& exception) {
        fmt::print(stderr, "{}\n", exception.what());
        return 1;
    }
    return 0;
}

} // namespace

/// Loads generated captures and prints what it costs, as multiples of an empty libpcap loop over
/// the same file in the same run: those can be compared between machines.
int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({"packets", "Packets of the capture that is loaded.", "N", "8000000"});
    parser.addOption({"edit-packets", "Packets of the capture that is edited.", "N", "2550000"});
    parser.addOption({"folder", "Where the captures are, or are made and left.", "FOLDER"});
    parser.addOption({"repeat", "Loads of which the median is taken.", "N", "1"});
    parser.addOption({"measure", "For internal use: measures one thing.", "KIND"});
    parser.addPositionalArgument("FILE", "With --measure: the capture.");
    parser.process(application);
    if (parser.isSet("measure"))
        return runMeasurement(parser.value("measure"), parser.positionalArguments().value(0));

    std::optional<QTemporaryDir> temporary;
    if (!parser.isSet("folder"))
        temporary.emplace();
    const QString folder = temporary ? temporary->path() : parser.value("folder");
    const auto capture = [&](const char* option) {
        const QString path = folder + "/bench-" + parser.value(option) + ".pcap";
        provide(path, parser.value(option).toULongLong());
        return path;
    };
    printLoad(capture("packets"), std::max(1, parser.value("repeat").toInt()));
    std::fflush(stdout);
    printEdits(capture("edit-packets"));
    return 0;
}
