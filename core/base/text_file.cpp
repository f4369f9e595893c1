#include "core/base/text_file.h"

#include "core/base/platform.h"

#include <fmt/core.h>

#include <cstdint>
#include <fstream>

namespace beaconscope {

Result<std::string> readTextFile(const std::string& path) {
    constexpr std::uintmax_t kMaximumSize = 64ULL * 1024ULL * 1024ULL;
    if (platform::fileKind(path) == platform::FileKind::Directory)
        return Error{fmt::format("{} is a directory", path), {}, {}};
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{fmt::format("Could not read {}", path), {}, {}};
    std::string text;
    std::string piece(65'536, '\0');
    while (file && text.size() <= kMaximumSize) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        text.append(piece, 0, static_cast<std::size_t>(file.gcount()));
    }
    if (file.bad())
        return Error{fmt::format("Could not read {} to its end", path), {}, {}};
    if (text.size() > kMaximumSize)
        return Error{fmt::format("{} is too large", path), {}, {}};
    return text;
}

} // namespace beaconscope
