#include "app/simulate_options.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <charconv>
#include <functional>
#include <map>
#include <string_view>

namespace beaconscope::app {

namespace {

constexpr const char* kRhythmHelp =
    "name=NAME,period=SECONDS[,jitter=SHARE][,shorten][,loss=SHARE][,ttl=SECONDS]";

std::optional<double> parseNumber(std::string_view text) {
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc{} || stop != end)
        return std::nullopt;
    return value;
}

/// Reads "key=value,key=value,flag" by handing each pair to the reader of its key.
class KeyValueReader {
public:
    using Reader = std::function<bool(std::string_view value)>;

    void on(std::string key, Reader reader) { m_readers[std::move(key)] = std::move(reader); }
    void onNumber(std::string key, std::function<void(double)> take) {
        on(std::move(key), [take = std::move(take)](std::string_view value) {
            const auto number = parseNumber(value);
            if (number)
                take(*number);
            return number.has_value();
        });
    }

    std::optional<Error> read(std::string_view text) const {
        while (!text.empty()) {
            const std::string_view part = text.substr(0, text.find(','));
            text.remove_prefix(std::min(text.size(), part.size() + 1));
            const std::size_t equals = part.find('=');
            const std::string key(part.substr(0, equals));
            const auto reader = m_readers.find(key);
            if (reader == m_readers.end())
                return Error{fmt::format("“{}” is not known here", key), {}, {}};
            const std::string_view value =
                equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1);
            if (!reader->second(value))
                return Error{fmt::format("“{}” is no value for {}", value, key), {}, {}};
        }
        return std::nullopt;
    }

private:
    std::map<std::string, Reader, std::less<>> m_readers;
};

void readRhythm(KeyValueReader& reader, simulate::Rhythm& rhythm) {
    reader.onNumber("period",
                    [&rhythm](double value) { rhythm.period = durationFromSeconds(value); });
    reader.onNumber("jitter", [&rhythm](double value) { rhythm.jitter = value; });
    reader.onNumber("loss", [&rhythm](double value) { rhythm.missedShare = value; });
    reader.on("shorten", [&rhythm](std::string_view value) {
        rhythm.jitterKind = simulate::JitterKind::Shortening;
        return value.empty();
    });
}

void readName(KeyValueReader& reader, std::string& name) {
    reader.on("name", [&name](std::string_view value) {
        name = value;
        return !value.empty();
    });
}

Result<simulate::Beacon> parseBeacon(const std::string& text) {
    simulate::Beacon beacon;
    KeyValueReader reader;
    readName(reader, beacon.name);
    readRhythm(reader, beacon.rhythm);
    reader.onNumber("host",
                    [&beacon](double value) { beacon.host = static_cast<std::uint32_t>(value); });
    reader.onNumber("start",
                    [&beacon](double value) { beacon.start = durationFromSeconds(value); });
    reader.onNumber(
        "ttl", [&beacon](double value) { beacon.ttlSeconds = static_cast<std::uint32_t>(value); });
    if (const auto error = reader.read(text))
        return Error{fmt::format("--beacon {}: {}", text, error->message), {}, {}};
    return beacon;
}

Result<simulate::Service> parseService(const std::string& text) {
    simulate::Service service;
    KeyValueReader reader;
    readName(reader, service.name);
    readRhythm(reader, service.rhythm);
    reader.onNumber("ttl", [&service](double value) {
        service.ttlSeconds = static_cast<std::uint32_t>(value);
    });
    if (const auto error = reader.read(text))
        return Error{fmt::format("--service {}: {}", text, error->message), {}, {}};
    return service;
}

} // namespace

CLI::App* addSimulate(CLI::App& app, SimulateOptions& options) {
    CLI::App* command = app.add_subcommand(
        "simulate", "Write a capture of invented traffic with beacons in it; the same options give "
                    "the same bytes");
    command->add_option("-o,--output", options.outputPath, "Capture to write")->required();
    CLI::Option* sample =
        command->add_flag("--sample", options.sample, "The sample that comes with the program");
    command->add_option("--seed", options.seed, "Number that all chance is drawn from [1]")
        ->excludes(sample);
    command->add_option("--hosts", options.hosts, "Number of hosts [6]")
        ->check(CLI::Range(1U, simulate::kMaximumHosts))
        ->excludes(sample);
    command->add_option("--duration", options.durationSeconds, "Length of the capture in s [7200]")
        ->check(CLI::PositiveNumber)
        ->excludes(sample);
    command->add_flag("--no-browsing", options.noBrowsing, "No other traffic")->excludes(sample);
    command
        ->add_option("--beacon", options.beacons,
                     fmt::format("A beacon: {}[,host=NUMBER][,start=SECONDS]", kRhythmHelp))
        ->type_name("BEACON")
        ->excludes(sample);
    command
        ->add_option("--service", options.services,
                     fmt::format("Something every host asks for: {}", kRhythmHelp))
        ->type_name("SERVICE")
        ->excludes(sample);
    return command;
}

Result<simulate::Scenario> scenarioFrom(const SimulateOptions& options) {
    if (options.sample)
        return simulate::classroomSample();
    simulate::Scenario scenario;
    scenario.seed = options.seed.value_or(scenario.seed);
    scenario.hosts = options.hosts.value_or(scenario.hosts);
    if (options.durationSeconds)
        scenario.duration = durationFromSeconds(*options.durationSeconds);
    if (options.noBrowsing)
        scenario.browsing.reset();
    for (const std::string& text : options.beacons) {
        auto beacon = parseBeacon(text);
        if (!beacon)
            return beacon.error();
        scenario.beacons.push_back(std::move(*beacon));
    }
    for (const std::string& text : options.services) {
        auto service = parseService(text);
        if (!service)
            return service.error();
        scenario.services.push_back(std::move(*service));
    }
    if (auto error = simulate::validate(scenario))
        return std::move(*error);
    return scenario;
}

} // namespace beaconscope::app
