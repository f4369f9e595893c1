#include "core/capture/byte_stream.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace beaconscope::capture {

namespace {

using File = std::unique_ptr<std::FILE, void (*)(std::FILE*)>;

class FileStream final : public ByteStream {
public:
    explicit FileStream(File file)
        : m_file(std::move(file)) {
        // Reads are large; a second buffer would only copy.
        std::setvbuf(m_file.get(), nullptr, _IONBF, 0);
    }

    std::size_t read(std::span<std::byte> out) override {
        const std::size_t count = std::fread(out.data(), 1, out.size(), m_file.get());
        const int cause = errno;
        m_bytesRead += count;
        if (count < out.size() && std::ferror(m_file.get()) != 0 && !m_error)
            m_error = Error{fmt::format("cannot read: {}", std::generic_category().message(cause)),
                            std::nullopt, m_bytesRead};
        return count;
    }
    const std::optional<Error>& error() const override { return m_error; }
    std::uint64_t bytesRead() const override { return m_bytesRead; }

private:
    File m_file;
    std::uint64_t m_bytesRead = 0;
    std::optional<Error> m_error;
};

std::string openingError(int cause) {
    switch (cause) {
    case ENOENT:
        return "does not exist";
    case EACCES:
        return "no permission to read it";
    case EISDIR:
        return "is a directory, not a capture file";
    default:
        return fmt::format("cannot be opened: {}", std::generic_category().message(cause));
    }
}

} // namespace

Result<std::unique_ptr<ByteStream>> openByteStream(const std::string& path) {
    if (path == "-")
        return {std::make_unique<FileStream>(File(stdin, [](std::FILE*) {}))};
    std::error_code ignored; // fopen() says it better
    if (std::filesystem::is_directory(path, ignored))
        return Error{openingError(EISDIR), std::nullopt, std::nullopt};
    File file(std::fopen(path.c_str(), "rb"), [](std::FILE* opened) { std::fclose(opened); });
    if (!file)
        return Error{openingError(errno), std::nullopt, std::nullopt};
    return {std::make_unique<FileStream>(std::move(file))};
}

} // namespace beaconscope::capture
