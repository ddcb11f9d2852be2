#ifndef FLAMEUP_EXAMPLES_PEOPLE_SYSTEM_FILE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_SYSTEM_FILE_HPP

// Files by descriptor, which streams cannot truncate and cannot flush to the disk.

#include "system.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

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

/// Keeps other processes from a file that is replaced again and again, by a lock file beside it, as
/// long as this object exists.
class FileLock {
  public:
    FileLock() = default;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock() {
        if (lock_.is_open()) std::remove(name_.c_str());
    }

    /// Returns 0 if the file is locked now, else the process that has it, or -1 where that is not
    /// known; nothing, with `errno`, if there can be no lock file.
    std::optional<pid_t> lock(const std::string& file) {
        name_ = file + ".lock";
        while (!lock_.is_open()) {
            Descriptor opened = open_file(name_, O_RDWR | O_CREAT, 0600);
            if (!opened.is_open()) return std::nullopt;
            if (const pid_t holder = lock_file(opened.number())) return holder;
            // Whoever had it before may have removed it since it was opened.
            const auto found = regular_file(name_), ours = regular_file(opened.number());
            if (found && ours && is_same(*found, *ours)) lock_ = std::move(opened);
        }
        return 0;
    }

  private:
    std::string name_;
    Descriptor lock_;
};

/// Reads a file from where it is to its end; false, with `errno`, where that fails, or where it has
/// more bytes (`EFBIG`).
inline bool read_all(int number, std::string& text, std::size_t most) {
    std::vector<char> block(std::size_t{64} << 10);
    while (text.size() <= most) {
        const ssize_t size = read_some(number, block.data(), block.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return size == 0;
        text.append(block.data(), static_cast<std::size_t>(size));
    }
    errno = EFBIG;
    return false;
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
