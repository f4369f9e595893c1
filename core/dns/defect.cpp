// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/defect.h"

namespace beaconscope::dns {

const char* describe(Defect defect) {
    switch (defect) {
    case Defect::None:
        return "no defect";
    case Defect::ShortHeader:
        return "shorter than a DNS header";
    case Defect::Truncated:
        return "ends before what its header announces";
    case Defect::ForwardPointer:
        return "a compression pointer that does not point backwards";
    case Defect::PointerChain:
        return "too many compression pointers in a name";
    case Defect::BadLabel:
        return "a label of an unknown type";
    case Defect::NameTooLong:
        return "a name of more than 255 bytes";
    case Defect::TooManyQuestions:
        return "more than 256 questions";
    case Defect::BadRecord:
        return "a record that is longer than the message";
    }
    return "unknown defect";
}

} // namespace beaconscope::dns
