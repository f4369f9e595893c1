// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/overwriting.h"

#include "core/base/platform.h"
#include "core/input/packet_source.h"
#include "core/input/sources/input_files.h"
#include "core/input/sources/open_source.h"

#include <fmt/core.h>

#include <map>

namespace beaconscope::app {

namespace {

using platform::FileIdentity;

/// The files of a command, compared by identity and not by path.
class UsedFiles {
public:
    void addCaptures(const std::vector<std::string>& paths) {
        for (const input::InputFile& file : input::findInputFiles(paths).files)
            m_captures.push_back(file);
    }

    void addInput(const char* option, const std::string& path) {
        if (const auto identity = platform::fileIdentity(path); identity && !path.empty())
            m_used.emplace(*identity, fmt::format("{} {}", option, path));
    }

    void addOutput(const char* option, const std::string& path) {
        if (path.empty() || m_mistake)
            return;
        const auto identity = platform::fileIdentity(path == "-" ? "/dev/stdout" : path);
        if (!identity)
            return;
        const std::string output =
            path == "-" ? std::string("standard output") : fmt::format("{} {}", option, path);
        const auto [used, isNew] = m_used.emplace(*identity, output);
        if (!isNew)
            m_mistake = fmt::format("{} is the same file as {}", output, used->second);
        else if (const auto capture = captureWith(*identity))
            m_mistake = fmt::format("{} would overwrite the capture {}", output, *capture);
    }

    const std::optional<std::string>& mistake() const { return m_mistake; }

private:
    std::optional<std::string> captureWith(const FileIdentity& identity) const {
        for (const input::InputFile& file : m_captures) {
            if (platform::fileIdentity(file.path == "-" ? "/dev/stdin" : file.path) != identity)
                continue;
            // A folder may hold the output of an earlier report.
            if (file.folder == input::InputFile::kNoFolder ||
                input::openInput(file.path).hasValue())
                return file.path == "-" ? "on standard input" : file.path;
        }
        return std::nullopt;
    }

    std::vector<input::InputFile> m_captures;
    std::map<FileIdentity, std::string> m_used; ///< with the words that a message uses for them
    std::optional<std::string> m_mistake;
};

} // namespace

std::optional<std::string> overwritingOf(const ReportCommand& command) {
    UsedFiles files;
    files.addCaptures(command.files);
    files.addInput("--rules", command.rulesPath);
    files.addInput("--known-services", command.knownServicesPath);
    files.addOutput("", "-"); // the table, unless an output goes to standard output
    for (const auto& [option, path] :
         {std::pair("--csv", command.csvPath), std::pair("--json", command.jsonPath),
          std::pair("--pdf", command.pdfPath)}) {
        if (path != "-")
            files.addOutput(option, path);
    }
    return files.mistake();
}

std::optional<std::string> overwritingOf(const WindowCommand& command) {
    UsedFiles files;
    files.addCaptures(command.files);
    files.addOutput("--screenshot", command.screenshotPath);
    return files.mistake();
}

} // namespace beaconscope::app
