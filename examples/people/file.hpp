#ifndef FLAMEUP_EXAMPLES_PEOPLE_FILE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_FILE_HPP

// Files by descriptor, which streams cannot truncate and cannot flush to the disk.

#include "system.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace people_tool {

/// An open file; closed with this object unless it is a standard stream.
class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() {
        if (number_ > STDERR_FILENO) ::close(number_);
    }

    bool is_open() const noexcept { return number_ >= 0; }
    int number() const noexcept { return number_; }

  private:
    int number_ = -1;
};

inline Descriptor open_file(const std::string& name, int flags, mode_t mode = 0666) {
    return Descriptor(open_descriptor(name, flags, mode));
}

inline bool is_same(const FileFacts& a, const FileFacts& b) {
    return a.device == b.device && a.inode == b.inode;
}

/// Writes a text; waits where a pipe that does not block is full.
inline bool write_all(int number, std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = write_some(number, text.data(), text.size());
        if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            wait_to_write(number);
            continue;
        }
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
}

/// Returns the absolute name of a file.
inline std::string canonical(const std::string& name) {
    std::error_code error;
    const std::filesystem::path whole = std::filesystem::absolute(name, error);
    if (error) return name;
    const std::filesystem::path found = std::filesystem::weakly_canonical(whole, error);
    return error ? whole.string() : found.string();
}

} // namespace people_tool

#endif
