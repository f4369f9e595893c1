// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/known_services.h"

#include "core/base/text.h"
#include "core/base/text_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace beaconscope::detect {

namespace {

/// The three or four fields of a line; none where there are more, fewer or empty ones.
std::optional<KnownService> parseLine(std::string_view line) {
    constexpr std::size_t kMinFields = 3;
    std::array<std::string_view, kMinFields + 1> fields;
    std::size_t count = 0;
    bool isLast = false;
    while (!isLast && count < fields.size()) {
        const std::size_t bar = line.find('|');
        isLast = bar == std::string_view::npos;
        fields[count] = trimmed(line.substr(0, bar));
        if (fields[count].empty())
            return std::nullopt;
        ++count;
        line.remove_prefix(isLast ? line.size() : bar + 1);
    }
    if (!isLast || count < kMinFields)
        return std::nullopt;
    return KnownService{toLowerAscii(fields[0]), std::string(fields[1]), std::string(fields[2]),
                        std::string(fields[3])};
}

bool isName(std::string_view text) {
    return text.find_first_of(" \t/*") == std::string_view::npos && text.front() != '.' &&
           text.back() != '.';
}

} // namespace

Result<KnownServices> KnownServices::parse(std::string_view text) {
    KnownServices services;
    std::size_t number = 0;
    std::size_t next = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    while (next < text.size()) {
        const std::size_t start = next;
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = trimmed(text.substr(start, end - start));
        next = end + 1;
        ++number;
        if (line.empty() || line.front() == '#')
            continue;
        const auto mistake = [&](const std::string& what) {
            return Error{fmt::format("line {}: {}", number, what), {}, start};
        };
        auto service = parseLine(line);
        if (!service)
            return mistake("expected “name | kind | title” or “name | kind | title | source”");
        if (!isName(service->name))
            return mistake(fmt::format("“{}” is no host name or domain; it stands for itself and "
                                       "all below it without dots or stars around it",
                                       escapeForTerminal(service->name)));
        const std::string name = service->name;
        if (!services.m_services.emplace(name, std::move(*service)).second)
            return mistake(fmt::format("{} is listed already", escapeForTerminal(name)));
    }
    return services;
}

Result<KnownServices> KnownServices::read(const std::string& path) {
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return text.error();
    Result<KnownServices> services = parse(*text);
    if (!services)
        return Error{fmt::format("{}: {}", path, services.error().message), {}, {}};
    return services;
}

bool KnownServices::canHold(std::string_view name) {
    const auto services = parse(std::string(name) + " | kind | title");
    return services && services->find(name) != nullptr && escapeForTerminal(name) == name;
}

const KnownService* KnownServices::find(std::string_view name) const {
    while (!name.empty()) {
        if (const auto found = m_services.find(name); found != m_services.end())
            return &found->second;
        const std::size_t dot = name.find('.');
        name.remove_prefix(dot == std::string_view::npos ? name.size() : dot + 1);
    }
    return nullptr;
}

} // namespace beaconscope::detect
