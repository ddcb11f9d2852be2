#ifndef FLAMEUP_EXAMPLES_PEOPLE_FILE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_FILE_HPP

// Files by descriptor (POSIX), which streams cannot truncate and cannot flush to the disk.

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
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
    return Descriptor(::open(name.c_str(), flags | O_CLOEXEC, mode));
}

/// The identity and the size of a regular file, which can be truncated and continued.
struct FileFacts {
    std::int64_t device = 0, inode = 0, size = 0;
};

inline bool is_same(const FileFacts& a, const FileFacts& b) {
    return a.device == b.device && a.inode == b.inode;
}

inline std::optional<FileFacts> regular_file(int number) {
    struct stat found {};
    if (::fstat(number, &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
    return FileFacts{static_cast<std::int64_t>(found.st_dev),
                     static_cast<std::int64_t>(found.st_ino),
                     static_cast<std::int64_t>(found.st_size)};
}

/// Locks a file against other processes until it is closed; returns 0, or the process that has it
/// locked. Files that cannot be locked are left alone.
inline pid_t lock_file(int number) {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    while (::fcntl(number, F_SETLK, &lock) != 0) {
        if (errno == EINTR) continue;
        if (errno != EACCES && errno != EAGAIN) return 0;
        if (::fcntl(number, F_GETLK, &lock) != 0) return 0;
        if (lock.l_type != F_UNLCK) return lock.l_pid;
        lock.l_type = F_WRLCK; // released meanwhile
    }
    return 0;
}

/// Writes a text; waits where a pipe that does not block is full.
inline bool write_all(int number, std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = ::write(number, text.data(), text.size());
        if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            pollfd polled{number, POLLOUT, 0};
            ::poll(&polled, 1, -1);
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

/// Opens closed standard streams, so that no file that is opened later gets their descriptors.
inline void open_standard_streams() {
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number) {
        if (::fcntl(number, F_GETFD) != -1) continue;
        // Opened for the opposite direction, so that using it fails as before.
        ::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

} // namespace people_tool

#endif
