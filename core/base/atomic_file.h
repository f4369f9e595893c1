#pragma once

#include "core/base/error.h"

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace beaconscope {

/// Writes a file so that its old content stays until the new one is complete: to a temporary name
/// beside it, flushed to disk, then renamed. On failure (a full disk, no permission) the temporary
/// file is removed, the old file is as it was, and the Error says what happened.
std::optional<Error> writeFileAtomically(const std::string& path,
                                         const std::function<void(std::ostream&)>& write);

} // namespace beaconscope
