// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace beaconscope::input {

/// A folder that the user gave.
struct InputFolder {
    std::string path;
    bool isCutOff = false; ///< it has more files than may be read
};

struct InputFile {
    static constexpr std::size_t kNoFolder = SIZE_MAX;

    std::string path;
    std::size_t folder = kNoFolder; ///< index in InputFiles::folders of the folder it is from
};

/// A folder whose content is not known.
struct ClosedFolder {
    std::string path;
    std::string reason;     ///< for people
    std::size_t folder = 0; ///< index in InputFiles::folders of the folder it is from
};

struct InputFiles {
    std::vector<InputFile> files;
    std::vector<InputFolder> folders;
    std::vector<ClosedFolder> closed;
    std::vector<std::string> beyond; ///< files that the user gave after the limit was reached
};

/// The largest number of files in one capture: an event stores the number of its file in 16 bits.
inline constexpr std::size_t kMaxInputFiles = 65'000;

/// Returns the files of `paths`, at most `maxFiles`, sorted by path, so that the order of `paths`
/// changes nothing. A folder stands for the files in it and in its
/// subfolders. In folders, hidden files and folders, pipes and devices
/// are left out; a path that the user gave is always taken. Links are followed, but each folder and
/// each file of a folder is taken once. Keeps one folder open at a time, however deep they lie.
InputFiles findInputFiles(const std::vector<std::string>& paths,
                          std::size_t maxFiles = kMaxInputFiles);

} // namespace beaconscope::input
