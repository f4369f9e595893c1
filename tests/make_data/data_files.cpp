// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/make_data/data_files.h"

#include "tests/make_data/labelled_cases.h"
#include "tests/make_data/sample_captures.h"

namespace beaconscope::testdata {

std::vector<DataFile> dataFiles() {
    constexpr const char* kLogged = "gen04_many_names"; ///< the case that is there as a log too
    std::vector<DataFile> files;
    for (const SampleCapture& one : sampleCaptures()) {
        const auto* bytes = reinterpret_cast<const char*>(one.bytes.data());
        files.push_back({"captures/" + one.name, {bytes, one.bytes.size()}});
        files.push_back({"captures/oracle/" + one.name + ".queries.tsv", one.table});
    }
    for (const LabelledCase& one : labelledCases()) {
        files.push_back({"cases/" + one.name + ".tsv", one.log.table()});
        files.push_back({"cases/" + one.name + ".labels.tsv", one.log.labels()});
        if (one.name == kLogged) {
            files.push_back({"captures/zeek__" + one.name + ".dns.log", one.log.zeekLog()});
            files.push_back(
                {"captures/zeek__" + one.name + "-json.dns.log", one.log.zeekJsonLog()});
        }
    }
    return files;
}

} // namespace beaconscope::testdata
