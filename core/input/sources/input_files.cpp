// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/sources/input_files.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

namespace beaconscope::input {

namespace fs = std::filesystem;

namespace {

bool isHidden(const fs::path& path) {
    return path.filename().native().starts_with('.');
}

/// Lists the files of a folder. What links lead to is read once: a link to a folder that is read
/// anyway, or to a file that is, gives nothing new.
class FolderSearch {
public:
    explicit FolderSearch(std::size_t maxFiles)
        : m_maxFiles(maxFiles) {}

    /// Returns false when the folder has more files than it may.
    bool search(const std::string& folder) {
        m_links.clear();
        visit(folder);
        // Only now, so that a file is known by its own path and not by that of a link. A folder
        // behind a link may have links itself.
        for (std::size_t i = 0; i < m_links.size() && m_isWhole; ++i)
            follow(fs::path(m_links[i]));
        return m_isWhole;
    }

    std::vector<std::string> files() && { return std::move(m_files); }

private:
    /// Takes the folder and its subfolders, unless it was read before. A subfolder that may not be
    /// read is skipped. Other errors end the search; when it has found no capture, the caller says
    /// so.
    void visit(const fs::path& folder) {
        std::error_code error;
        if (!isNew(folder))
            return;
        fs::recursive_directory_iterator entry(
            folder, fs::directory_options::skip_permission_denied, error);
        for (; !error && m_isWhole && entry != fs::recursive_directory_iterator();
             entry.increment(error)) {
            std::error_code unknown;
            const bool isLink = entry->is_symlink(unknown);
            if (isHidden(entry->path()))
                entry.disable_recursion_pending();
            else if (isLink)
                m_links.push_back(entry->path().string());
            else if (entry->is_directory(unknown) && !isNew(entry->path()))
                entry.disable_recursion_pending();
            else if (entry->is_regular_file(unknown) && isNew(entry->path()))
                add(entry->path());
        }
    }

    void follow(const fs::path& link) {
        std::error_code unknown;
        if (fs::is_directory(link, unknown))
            visit(link);
        else if (fs::is_regular_file(link, unknown) && isNew(link))
            add(link);
    }

    void add(const fs::path& file) {
        m_isWhole = m_files.size() < m_maxFiles;
        if (m_isWhole)
            m_files.push_back(file.string());
    }

    /// Whether the file or folder behind a path was not seen before.
    bool isNew(const fs::path& path) {
        std::error_code unknown;
        const fs::path real = fs::canonical(path, unknown);
        return unknown || m_seen.insert(real.string()).second;
    }

    std::size_t m_maxFiles;
    std::vector<std::string> m_files;
    std::vector<std::string> m_links;
    std::set<std::string> m_seen; ///< paths without links
    bool m_isWhole = true;
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
        const std::size_t room = maxFiles - std::min(maxFiles, inputs.files.size());
        FolderSearch search(room);
        const bool isWhole = search.search(path);
        std::vector<std::string> found = std::move(search).files();
        std::sort(found.begin(), found.end());
        for (std::string& file : found)
            inputs.files.push_back({std::move(file), inputs.folders.size()});
        inputs.folders.push_back({path, !isWhole});
    }
    return inputs;
}

} // namespace beaconscope::input
