// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/simulate_options.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <charconv>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <limits>
#include <map>
#include <string_view>

namespace beaconscope::app {

namespace {

constexpr const char* kRhythmHelp =
    "name=NAME,period=SECONDS[,jitter=SHARE][,shorten][,loss=SHARE][,ttl=SECONDS]";

constexpr std::uint32_t kMaxTtlSeconds = 0x7fff'ffff; // RFC 2181: the highest bit is never set

template <typename Number>
std::optional<Number> parseNumber(std::string_view text) {
    Number value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc{} || stop != end)
        return std::nullopt;
    return value;
}

/// Returns what is wrong with a seed, or an empty string. CLI11 alone would accept -3 as a very
/// large number.
std::string seedMistake(const std::string& text) {
    if (parseNumber<std::uint64_t>(text))
        return {};
    return fmt::format("it takes a whole number from 0 to {}, not “{}”",
                       std::numeric_limits<std::uint64_t>::max(), text);
}

/// Reads "key=value,key=value,flag" and passes each value to the reader of its key.
class KeyValueReader {
public:
    using Reader = std::function<bool(std::string_view value)>;

    /// `expected` says in a message which values the key takes.
    void on(std::string key, std::string expected, Reader reader) {
        m_keys[std::move(key)] = {std::move(expected), std::move(reader)};
    }
    void onNumber(std::string key, std::function<void(double)> take) {
        on(std::move(key), "a number", [take = std::move(take)](std::string_view value) {
            const auto number = parseNumber<double>(value);
            if (!number || !std::isfinite(*number))
                return false;
            take(*number);
            return true;
        });
    }
    void onWholeNumber(std::string key, std::uint32_t& target, std::uint32_t maximum) {
        on(std::move(key), fmt::format("a whole number from 0 to {}", maximum),
           [&target, maximum](std::string_view value) {
               const auto number = parseNumber<std::uint32_t>(value);
               if (!number || *number > maximum)
                   return false;
               target = *number;
               return true;
           });
    }

    std::optional<Error> read(std::string_view text, std::initializer_list<const char*> required) {
        while (!text.empty()) {
            const std::string_view part = text.substr(0, text.find(','));
            text.remove_prefix(std::min(text.size(), part.size() + 1));
            if (auto error = readPart(part))
                return error;
        }
        for (const char* key : required) {
            if (!m_keys.at(key).wasGiven)
                return Error{fmt::format("{}= is missing", key), {}, {}};
        }
        return std::nullopt;
    }

private:
    struct Key {
        std::string expected;
        Reader reader;
        bool wasGiven = false;
    };

    std::optional<Error> readPart(std::string_view part) {
        const std::size_t equals = part.find('=');
        const std::string_view name = part.substr(0, equals);
        const auto key = m_keys.find(name);
        if (key == m_keys.end())
            return Error{fmt::format("“{}” is not known here", name), {}, {}};
        const std::string_view value =
            equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1);
        if (!key->second.reader(value))
            return Error{
                fmt::format("{} takes {}, not “{}”", name, key->second.expected, value), {}, {}};
        key->second.wasGiven = true;
        return std::nullopt;
    }

    std::map<std::string, Key, std::less<>> m_keys;
};

void readRhythm(KeyValueReader& reader, simulate::Rhythm& rhythm) {
    reader.onNumber("period",
                    [&rhythm](double value) { rhythm.period = durationFromSeconds(value); });
    reader.onNumber("jitter", [&rhythm](double value) { rhythm.jitter = value; });
    reader.onNumber("loss", [&rhythm](double value) { rhythm.missedShare = value; });
    reader.on("shorten", "no value", [&rhythm](std::string_view value) {
        rhythm.jitterKind = simulate::JitterKind::Shortening;
        return value.empty();
    });
}

void readName(KeyValueReader& reader, std::string& name) {
    reader.on("name", "a domain name", [&name](std::string_view value) {
        name = value;
        return !value.empty();
    });
}

Result<simulate::Beacon> parseBeacon(const std::string& text) {
    simulate::Beacon beacon;
    KeyValueReader reader;
    readName(reader, beacon.name);
    readRhythm(reader, beacon.rhythm);
    reader.onWholeNumber("host", beacon.host, simulate::kMaxHosts - 1);
    reader.onNumber("start",
                    [&beacon](double value) { beacon.start = durationFromSeconds(value); });
    reader.onWholeNumber("ttl", beacon.ttlSeconds, kMaxTtlSeconds);
    if (const auto error = reader.read(text, {"name", "period"}))
        return Error{fmt::format("--beacon {}: {}", text, error->message), {}, {}};
    return beacon;
}

Result<simulate::Service> parseService(const std::string& text) {
    simulate::Service service;
    KeyValueReader reader;
    readName(reader, service.name);
    readRhythm(reader, service.rhythm);
    reader.onWholeNumber("ttl", service.ttlSeconds, kMaxTtlSeconds);
    if (const auto error = reader.read(text, {"name", "period"}))
        return Error{fmt::format("--service {}: {}", text, error->message), {}, {}};
    return service;
}

} // namespace

CLI::App* addSimulate(CLI::App& app, SimulateOptions& options) {
    CLI::App* command = app.add_subcommand(
        "simulate", "Write a capture of invented traffic with beacons in it; the same options give "
                    "the same bytes");
    command->add_option("-o,--output", options.outputPath, "Capture to write")->required();
    CLI::Option* sample = command->add_flag("--sample", options.sample,
                                            "Write the sample that comes with the program");
    command->add_option("--seed", options.seed, "Start value of the random numbers [1]")
        ->check(seedMistake)
        ->excludes(sample);
    command->add_option("--hosts", options.hosts, "Number of hosts [6]")
        ->check(CLI::Range(1U, simulate::kMaxHosts))
        ->excludes(sample);
    command
        ->add_option("--duration", options.durationSeconds,
                     "Length of the capture in seconds [7200]")
        ->excludes(sample);
    command
        ->add_flag("--no-browsing", options.noBrowsing,
                   "Leave out the traffic of people who open pages")
        ->excludes(sample);
    command
        ->add_option("--beacon", options.beacons,
                     fmt::format("A beacon: {}[,host=NUMBER][,start=SECONDS]", kRhythmHelp))
        ->type_name("BEACON")
        ->excludes(sample);
    command
        ->add_option("--service", options.services,
                     fmt::format("A name that every host asks for: {}", kRhythmHelp))
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
