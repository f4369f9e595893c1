// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// make_test_data FOLDER: writes what tests/data holds, unpacked.

#include "tests/make_data/data_files.h"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace {

void write(const std::filesystem::path& path, const std::string& content) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file << content;
    if (!file.flush())
        throw std::runtime_error("cannot write " + path.string());
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::fputs("usage: make_test_data FOLDER\n", stderr);
        return 2;
    }
    try {
        for (const auto& [path, content] : beaconscope::testdata::dataFiles())
            write(std::filesystem::path(arguments[1]) / path, content);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "make_test_data: %s\n", error.what());
        return 1;
    }
    return 0;
}
