// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace beaconscope::input {

/// A path the user gave that is a folder.
struct InputFolder {
    std::string path;
    bool isCutOff = false; ///< it holds more files than are read
};

struct InputFile {
    static constexpr std::size_t kNoFolder = SIZE_MAX;

    std::string path;
    std::size_t folder = kNoFolder; ///< that it was found in: an index of InputFiles::folders
};

struct InputFiles {
    std::vector<InputFile> files;
    std::vector<InputFolder> folders;
    std::vector<std::string> beyond; ///< given themselves, but more than are read
};

/// At most so many files are read at once; events number their files by 16 bits.
inline constexpr std::size_t kMostInputFiles = 65'000;

/// The files that `paths` stand for: of a folder those in it and in its subfolders, in the order of
/// their paths. Hidden ones are left out, links to folders are not followed, and what is no regular
/// file (a pipe, a device) is only taken when it was given itself. At most `most` files.
InputFiles findInputFiles(const std::vector<std::string>& paths,
                          std::size_t most = kMostInputFiles);

} // namespace beaconscope::input
