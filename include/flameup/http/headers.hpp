#ifndef FLAMEUP_HTTP_HEADERS_HPP
#define FLAMEUP_HTTP_HEADERS_HPP

#include "flameup/text/ascii.hpp"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// One header field (RFC 9110 section 5).
struct Header {
    std::string name;  ///< As it was added or received; its case has no meaning.
    std::string value; ///< The field's value.

    /// Compares both strings, byte by byte.
    friend bool operator==(const Header& a, const Header& b) {
        return a.name == b.name && a.value == b.value;
    }
    /// The opposite of `==`.
    friend bool operator!=(const Header& a, const Header& b) { return !(a == b); }
};

/// Header fields in the order in which they were added; a name may occur more than once.
///
/// A cleared list keeps its strings' memory, so that filling it again allocates nothing.
class Headers {
  public:
    /// Makes an empty list.
    Headers() = default;
    /// Makes a list of these fields.
    Headers(std::initializer_list<Header> fields) : fields_(fields), size_(fields.size()) {}

    /// Copies the fields, without spare memory.
    Headers(const Headers& other) : fields_(other.begin(), other.end()), size_(other.size_) {}
    /// Takes the fields of the other list, which is empty then.
    Headers(Headers&& other) noexcept
        : fields_(std::move(other.fields_)), size_(std::exchange(other.size_, 0)) {}
    /// Copies the fields into the memory of those that were here.
    Headers& operator=(const Headers& other) {
        if (this != &other) {
            clear();
            for (const Header& field : other) add(field.name, field.value);
        }
        return *this;
    }
    /// Takes the fields of the other list, which is empty then.
    Headers& operator=(Headers&& other) noexcept {
        if (this != &other) {
            fields_ = std::move(other.fields_);
            size_ = std::exchange(other.size_, 0);
        }
        return *this;
    }
    ~Headers() = default;

    /// Adds a field after all others; name and value may be those of a field in this list.
    void add(std::string_view name, std::string_view value) {
        // The new field is complete before the list moves to larger memory.
        if (size_ == fields_.size()) {
            fields_.push_back({std::string(name), std::string(value)});
        } else {
            fields_[size_].name.assign(name.data(), name.size());
            fields_[size_].value.assign(value.data(), value.size());
        }
        ++size_;
    }

    /// Adds a field whose value the caller appends to the returned string, which is empty.
    std::string& add(std::string_view name) {
        add(name, {});
        return fields_[size_ - 1].value;
    }

    /// Finds the value of the first field of that name, in any case; null if there is none.
    ///
    /// The pointer is good until the list is changed.
    const std::string* find(std::string_view name) const noexcept {
        for (const Header& field : *this) {
            if (equal_ignoring_case(field.name, name)) return &field.value;
        }
        return nullptr;
    }

    /// Lists the values of all fields of that name, in their order.
    std::vector<std::string> find_all(std::string_view name) const {
        std::vector<std::string> values;
        for (const Header& field : *this) {
            if (equal_ignoring_case(field.name, name)) values.push_back(field.value);
        }
        return values;
    }

    /// Removes all fields; keeps their memory.
    void clear() noexcept { size_ = 0; }
    /// Returns the number of fields.
    std::size_t size() const noexcept { return size_; }
    /// Tells whether there are no fields.
    bool empty() const noexcept { return size_ == 0; }
    /// Returns the first field; good until the list is changed.
    const Header* begin() const noexcept { return fields_.data(); }
    /// Returns the end of the fields; good until the list is changed.
    const Header* end() const noexcept { return fields_.data() + size_; }

    /// Compares the fields in their order, byte by byte.
    friend bool operator==(const Headers& a, const Headers& b) {
        if (a.size_ != b.size_) return false;
        for (std::size_t i = 0; i != a.size_; ++i) {
            if (a.fields_[i] != b.fields_[i]) return false;
        }
        return true;
    }
    /// The opposite of `==`.
    friend bool operator!=(const Headers& a, const Headers& b) { return !(a == b); }

  private:
    std::vector<Header> fields_; // those behind size_ are spare
    std::size_t size_ = 0;
};

FLAMEUP_END_NAMESPACE

#endif
