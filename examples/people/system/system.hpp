#ifndef FLAMEUP_EXAMPLES_PEOPLE_SYSTEM_SYSTEM_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_SYSTEM_SYSTEM_HPP

// What differs between POSIX and Windows (mingw-w64): files, locks and signals; terminals are in
// `system_terminal.hpp`.
//
// Functions on descriptors return what POSIX's do, and set `errno`.

#include "system_terminal.hpp"

#if defined(_WIN32)
#include <winsock2.h> // which stands before windows.h

#include <io.h>
#include <windows.h>
#else
#include <poll.h>
#endif

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

namespace people_tool {

/// The identity and the size of a regular file, which can be truncated and continued.
struct FileFacts {
    std::int64_t device = 0, inode = 0, size = 0;
};

#if defined(_WIN32)

inline int set_problem(DWORD problem) {
    const bool is_missing = problem == ERROR_FILE_NOT_FOUND || problem == ERROR_PATH_NOT_FOUND;
    errno = is_missing ? ENOENT : problem == ERROR_DISK_FULL ? ENOSPC : EACCES;
    return -1;
}

/// Opens a file that can be renamed and removed while it is open, as on POSIX.
inline int open_descriptor(const std::string& name, int flags, int) {
    const int access = flags & (O_RDONLY | O_WRONLY | O_RDWR);
    const DWORD wanted =
        (access != O_WRONLY ? GENERIC_READ : 0u) | (access != O_RDONLY ? GENERIC_WRITE : 0u);
    const bool creates = (flags & O_CREAT) != 0, empties = (flags & O_TRUNC) != 0;
    const HANDLE handle = ::CreateFileA(
        name.c_str(), wanted, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
        creates && empties ? CREATE_ALWAYS
        : creates          ? OPEN_ALWAYS
                           : OPEN_EXISTING,
        FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE) return set_problem(::GetLastError());
    const int kept = (flags & O_APPEND) | (access == O_RDONLY ? O_RDONLY : 0) | O_BINARY;
    return ::_open_osfhandle(reinterpret_cast<std::intptr_t>(handle), kept);
}

inline std::optional<FileFacts> regular_file(int number) {
    BY_HANDLE_FILE_INFORMATION found{};
    const HANDLE handle = handle_of(number);
    if (::GetFileType(handle) != FILE_TYPE_DISK ||
        ::GetFileInformationByHandle(handle, &found) == FALSE)
        return std::nullopt;
    const auto join = [](DWORD high, DWORD low) {
        return static_cast<std::int64_t>((std::uint64_t{high} << 32) | low);
    };
    return FileFacts{found.dwVolumeSerialNumber, join(found.nFileIndexHigh, found.nFileIndexLow),
                     join(found.nFileSizeHigh, found.nFileSizeLow)};
}

inline std::optional<FileFacts> regular_file(const std::string& name) {
    const int number = open_descriptor(name, O_RDONLY, 0);
    const auto facts = regular_file(number);
    if (number >= 0) ::_close(number);
    return facts;
}

/// Locks a byte far behind the content, as locks of Windows keep others from reading too.
inline pid_t lock_file(int number) {
    OVERLAPPED place{};
    place.OffsetHigh = 0x7FFFFFFF;
    const DWORD how = LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY;
    const bool is_locked = ::LockFileEx(handle_of(number), how, 0, 1, 0, &place) != FALSE;
    const DWORD problem = is_locked ? 0 : ::GetLastError();
    return problem == ERROR_LOCK_VIOLATION || problem == ERROR_IO_PENDING ? -1 : 0;
}

inline ssize_t read_some(int number, char* bytes, std::size_t size) {
    return ::_read(number, bytes, static_cast<unsigned>((std::min)(size, std::size_t{1} << 30)));
}
inline ssize_t write_some(int number, const char* bytes, std::size_t size) {
    return ::_write(number, bytes, static_cast<unsigned>((std::min)(size, std::size_t{1} << 20)));
}
inline std::int64_t seek(int number, std::int64_t offset, int from) {
    return ::_lseeki64(number, offset, from);
}
inline ssize_t read_at(int number, char* bytes, std::size_t size, std::int64_t offset) {
    return seek(number, offset, SEEK_SET) < 0 ? -1 : read_some(number, bytes, size);
}
inline bool truncate(int number, std::int64_t size) {
    const int problem = ::_chsize_s(number, size);
    if (problem != 0) errno = problem;
    return problem == 0;
}
inline bool flush_to_disk(int number) { return ::_commit(number) == 0; }
inline bool flush_folder_of(const std::string&) { return true; } // Windows writes names through
inline bool replace_file(const std::string& name, const std::string& by) {
    const DWORD how = MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH;
    return ::MoveFileExA(by.c_str(), name.c_str(), how) != FALSE ||
           set_problem(::GetLastError()) == 0;
}

/// Waits until a file can be read or is at its end; false where it takes longer.
inline bool wait_to_read(int number, int milliseconds) {
    const HANDLE handle = handle_of(number);
    const DWORD type = ::GetFileType(handle);
    if (type == FILE_TYPE_CHAR)
        return ::WaitForSingleObject(handle, static_cast<DWORD>(milliseconds)) == WAIT_OBJECT_0;
    for (int left = milliseconds; type == FILE_TYPE_PIPE; left -= 10) {
        DWORD size = 0; // a pipe that is closed is at its end
        if (::PeekNamedPipe(handle, nullptr, 0, nullptr, &size, nullptr) == FALSE || size != 0)
            return true;
        if (left <= 0) return false;
        ::Sleep(static_cast<DWORD>((std::min)(left, 10)));
    }
    return true;
}
/// Tells whether only the file's owner can read it, which other users' folders see to.
inline bool is_private(int) { return true; }

/// Returns the folder of the user's configuration; empty if there is none.
inline std::string configuration_folder() {
    const char* const folder = std::getenv("APPDATA");
    return folder == nullptr ? "" : folder;
}

inline void wait_to_write(int) {} // no descriptor of Windows asks for it

/// Makes the standard streams take bytes as they are.
inline void prepare_standard_streams() {
    for (int number = 0; number <= 2; ++number) ::_setmode(number, O_BINARY);
}

/// Calls a function at Ctrl-C, Ctrl-Break and SIGTERM; once, where it does not ask again.
inline void catch_signals(void (*handler)(int)) {
    for (const int number : {SIGINT, SIGBREAK, SIGTERM}) ::signal(number, handler);
}
inline void ignore_broken_pipes() {}     // of which Windows sends no signal
inline void leave_signals_to_others() {} // Windows calls handlers on a thread of its own

#else

inline int open_descriptor(const std::string& name, int flags, mode_t mode) {
    return ::open(name.c_str(), flags | O_CLOEXEC, mode);
}

inline std::optional<FileFacts> facts_of(const struct stat& found) {
    if (!S_ISREG(found.st_mode)) return std::nullopt;
    return FileFacts{static_cast<std::int64_t>(found.st_dev),
                     static_cast<std::int64_t>(found.st_ino),
                     static_cast<std::int64_t>(found.st_size)};
}
inline std::optional<FileFacts> regular_file(int number) {
    struct stat found {};
    return ::fstat(number, &found) == 0 ? facts_of(found) : std::nullopt;
}
/// Does not open the file: closing it would release a lock that this process has.
inline std::optional<FileFacts> regular_file(const std::string& name) {
    struct stat found {};
    return ::stat(name.c_str(), &found) == 0 ? facts_of(found) : std::nullopt;
}

/// Locks a file against other processes until it is closed; returns 0, or the process that has it
/// locked, or -1 where that is not known. Files that cannot be locked are left alone.
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

inline ssize_t read_some(int number, char* bytes, std::size_t size) {
    return ::read(number, bytes, size);
}
inline ssize_t write_some(int number, const char* bytes, std::size_t size) {
    return ::write(number, bytes, size);
}
inline std::int64_t seek(int number, std::int64_t offset, int from) {
    return ::lseek(number, static_cast<off_t>(offset), from);
}
inline ssize_t read_at(int number, char* bytes, std::size_t size, std::int64_t offset) {
    return ::pread(number, bytes, size, static_cast<off_t>(offset));
}
inline bool truncate(int number, std::int64_t size) {
    return ::ftruncate(number, static_cast<off_t>(size)) == 0;
}
inline bool flush_to_disk(int number) { return ::fsync(number) == 0; }

/// Makes the names in a file's folder as durable as the file is, where the system can do that.
inline bool flush_folder_of(const std::string& name) {
    const std::size_t slash = name.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : name.substr(0, slash + 1);
    const int number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (number < 0) return true; // a folder that cannot be read
    const bool is_flushed = ::fsync(number) == 0 || errno == EINVAL;
    ::close(number);
    return is_flushed;
}

/// Replaces a file by another one: after a crash, there is the old or the new one.
inline bool replace_file(const std::string& name, const std::string& by) {
    return std::rename(by.c_str(), name.c_str()) == 0 && flush_folder_of(name);
}

/// Waits until a file can be read or is at its end; false where it takes longer.
inline bool wait_to_read(int number, int milliseconds) {
    pollfd polled{number, POLLIN, 0};
    return ::poll(&polled, 1, milliseconds) > 0;
}
inline void wait_to_write(int number) {
    pollfd polled{number, POLLOUT, 0};
    ::poll(&polled, 1, -1);
}

/// Tells whether others than its owner, who is the user, have no rights to a file.
inline bool is_private(int number) {
    struct stat found {};
    if (::fstat(number, &found) != 0) return false;
    return found.st_uid != ::getuid() || (found.st_mode & 077) == 0;
}

/// Returns the folder of the user's configuration; empty if there is none.
inline std::string configuration_folder() {
    const char* const folder = std::getenv("XDG_CONFIG_HOME");
    if (folder != nullptr && *folder == '/') return folder; // others are invalid
    const char* const home = std::getenv("HOME");
    return home == nullptr || *home == '\0' ? "" : std::string(home) + "/.config";
}

/// Opens closed standard streams, so that no file that is opened later gets their descriptors.
inline void prepare_standard_streams() {
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number) {
        if (::fcntl(number, F_GETFD) != -1) continue;
        // Opened for the opposite direction, so that using it fails as before.
        ::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

/// Calls a function at SIGINT and SIGTERM; system calls in progress continue.
inline void catch_signals(void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

/// Keeps the signals of `catch_signals` from this thread, and from those that it starts.
inline void leave_signals_to_others() {
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGINT);
    ::sigaddset(&signals, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

/// Makes writing to a closed pipe an error like others.
inline void ignore_broken_pipes() { ::signal(SIGPIPE, SIG_IGN); }

#endif

} // namespace people_tool

#endif
