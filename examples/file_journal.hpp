#ifndef FLAMEUP_EXAMPLES_FILE_JOURNAL_HPP
#define FLAMEUP_EXAMPLES_FILE_JOURNAL_HPP

// Keeps the journal of an Outbox in a file: whatever was stored is there after a crash of the
// program or the machine. To use it elsewhere, copy the folder `people/system` too.

#include "people/system/file.hpp"

#include <flameup/outbox/outbox.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>

/// The file that a journal is in, for one process at a time.
///
/// Lines are appended and flushed to the disk; where the whole journal is to be replaced, another
/// file takes the place of this one by its name. The outbox bounds the size. Beside the file there
/// are NAME.lock, while it is open, and NAME.part, for a moment.
class FileJournal {
  public:
    /// Opens the file, or makes it, and reads the journal to `text`.
    ///
    /// Errors: `device_or_resource_busy` if another process has it; `file_too_large` above `most`
    /// bytes; the system's.
    std::error_code open(const std::string& name, std::string& text,
                         std::size_t most = std::size_t{64} << 20) {
        const auto holder = lock_.lock(name);
        if (!holder) return problem();
        if (*holder != 0) return make_error_code(std::errc::device_or_resource_busy);
        name_ = name;
        // Readable by its owner only: it contains people's data.
        file_ = people_tool::open_file(name, O_RDWR | O_CREAT | O_APPEND, 0600);
        text.clear();
        if (!file_.is_open() || !people_tool::read_all(file_.number(), text, most)) {
            return problem();
        }
        size_ = text.size();
        return people_tool::flush_folder_of(name) ? std::error_code() : problem();
    }

    /// Stores the next write of an outbox; does nothing if there is none.
    ///
    /// After an error the outbox will have the whole journal stored, so that what was written of
    /// this one does not matter.
    template <class Outbox> std::error_code store(Outbox& outbox) {
        if (!outbox.has_write()) return {};
        const flameup::JournalWrite write = outbox.take_write();
        const bool is_stored = write.replaces ? replace(write.bytes) : append(write.bytes);
        if (is_stored) return {};
        const std::error_code error = problem();
        outbox.rewrite();
        return error;
    }

  private:
    static std::error_code problem() { return {errno, std::generic_category()}; }

    bool append(const std::string& bytes) {
        if (people_tool::write_all(file_.number(), bytes) &&
            people_tool::flush_to_disk(file_.number())) {
            size_ += bytes.size();
            return true;
        }
        const int cause = errno;
        people_tool::truncate(file_.number(), static_cast<std::int64_t>(size_)); // if it can
        errno = cause;
        return false;
    }

    bool replace(const std::string& bytes) {
        const std::string part = name_ + ".part";
        auto file = people_tool::open_file(part, O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);
        if (!file.is_open() || !people_tool::write_all(file.number(), bytes) ||
            !people_tool::flush_to_disk(file.number()) || !people_tool::replace_file(name_, part)) {
            const int cause = errno;
            std::remove(part.c_str());
            errno = cause;
            return false;
        }
        file_ = std::move(file);
        size_ = bytes.size();
        return true;
    }

    people_tool::FileLock lock_;
    std::string name_;
    people_tool::Descriptor file_;
    std::size_t size_ = 0;
};

#endif
