// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/sources/input_files.h"

#include "core/base/platform.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <system_error>
#include <utility>

namespace beaconscope::input {

namespace fs = std::filesystem;

namespace {

bool isHidden(const fs::path& path) {
    return path.filename().native().starts_with('.');
}

/// Finds the files in a folder and its subfolders. Lists one folder after another, so that the
/// depth of folders costs neither descriptors nor memory.
class FolderSearch {
public:
    explicit FolderSearch(std::size_t maxFiles)
        : m_maxFiles(maxFiles) {}

    /// Follows links only after all else, so that a file keeps the path that has no link in it.
    void run(const std::string& folder) {
        m_waiting.push_back(folder);
        while (!m_isCutOff && !(m_waiting.empty() && m_links.empty())) {
            if (m_waiting.empty()) {
                std::sort(m_links.begin(), m_links.end(), std::greater<>());
                m_waiting.push_back(std::move(m_links.back()));
                m_links.pop_back();
            }
            const std::string next = std::move(m_waiting.back());
            m_waiting.pop_back();
            if (isFirstVisit(next))
                list(next);
        }
        addLinkedFiles();
        std::sort(m_files.begin(), m_files.end());
    }

    bool isCutOff() const { return m_isCutOff; }
    std::vector<std::string>& files() { return m_files; }
    /// The folders that could not be listed, each with the reason.
    const std::vector<std::pair<std::string, std::string>>& closed() const { return m_closed; }

private:
    bool isFirstVisit(const std::string& path) {
        const auto identity = platform::folderIdentity(path);
        return !identity || m_visited.insert(*identity).second;
    }

    void list(const std::string& folder) {
        std::error_code error;
        fs::directory_iterator entry(folder, error);
        for (; !error && entry != fs::directory_iterator() && !m_isCutOff; entry.increment(error)) {
            if (!isHidden(entry->path()))
                take(*entry);
        }
        if (error)
            m_closed.emplace_back(folder, error.message());
    }

    void take(const fs::directory_entry& entry) {
        std::error_code unknown;
        const bool isLink = entry.is_symlink(unknown);
        if (entry.is_directory(unknown))
            (isLink ? m_links : m_waiting).push_back(entry.path().string());
        else if (entry.is_regular_file(unknown) && isLink)
            m_linkedFiles.push_back(entry.path().string());
        else if (entry.is_regular_file(unknown))
            addFile(entry.path().string());
    }

    void addLinkedFiles() {
        if (m_linkedFiles.empty())
            return;
        std::set<platform::FileIdentity> taken;
        const auto isFirst = [&taken](const std::string& path) {
            const auto identity = platform::fileIdentity(path);
            return !identity || taken.insert(*identity).second;
        };
        for (const std::string& file : m_files)
            isFirst(file);
        std::sort(m_linkedFiles.begin(), m_linkedFiles.end());
        for (std::string& link : m_linkedFiles) {
            if (isFirst(link))
                addFile(std::move(link));
        }
    }

    void addFile(std::string path) {
        m_isCutOff = m_isCutOff || m_files.size() >= m_maxFiles;
        if (!m_isCutOff)
            m_files.push_back(std::move(path));
    }

    std::size_t m_maxFiles;
    bool m_isCutOff = false;
    std::vector<std::string> m_files;
    std::vector<std::string> m_linkedFiles;
    std::vector<std::pair<std::string, std::string>> m_closed;
    std::vector<std::string> m_waiting; ///< folders
    std::vector<std::string> m_links;   ///< to folders
    std::set<platform::FileIdentity> m_visited;
};

} // namespace

InputFiles findInputFiles(const std::vector<std::string>& paths, std::size_t maxFiles) {
    InputFiles inputs;
    for (const std::string& path : paths) {
        std::error_code unknown; // an error is reported when the file is opened
        if (path == "-" || !fs::is_directory(path, unknown)) {
            if (inputs.files.size() < maxFiles)
                inputs.files.push_back({path});
            else
                inputs.beyond.push_back(path);
            continue;
        }
        FolderSearch search(maxFiles - std::min(maxFiles, inputs.files.size()));
        search.run(path);
        for (std::string& file : search.files())
            inputs.files.push_back({std::move(file), inputs.folders.size()});
        for (const auto& [folder, reason] : search.closed())
            inputs.closed.push_back({folder, reason, inputs.folders.size()});
        inputs.folders.push_back({path, search.isCutOff()});
    }
    // Events of the same time come in the order of their files.
    std::stable_sort(
        inputs.files.begin(), inputs.files.end(),
        [](const InputFile& left, const InputFile& right) { return left.path < right.path; });
    return inputs;
}

} // namespace beaconscope::input
