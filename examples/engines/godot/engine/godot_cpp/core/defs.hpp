#ifndef ENGINES_GODOT_DEFS_HPP
#define ENGINES_GODOT_DEFS_HPP

// A double: the part of godot-cpp that the recipe uses, declared as the documentation of Godot 4
// has it, with implementations of our own. It is not Godot's code, and nothing here was run in the
// engine.

#include <cstdint>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

// Names that godot-cpp, or the engine's own headers, define.
#define _FORCE_INLINE_ inline
#define _NO_DISCARD_ [[nodiscard]]
#define SWAP(m_x, m_y) std::swap(m_x, m_y)
#define ABS(m_v) (((m_v) < 0) ? -(m_v) : (m_v))
#define SIGN(m_v) (((m_v) > 0) - ((m_v) < 0))
#define MIN(m_a, m_b) (((m_a) < (m_b)) ? (m_a) : (m_b))
#define MAX(m_a, m_b) (((m_a) > (m_b)) ? (m_a) : (m_b))
#define CLAMP(m_a, m_min, m_max) MIN(MAX(m_a, m_min), m_max)
#define SNAME(m_name) m_name
#define likely(x) (x)
#define unlikely(x) (x)
#define memnew(m_class) (new m_class)
#define memdelete(m_object) (delete (m_object))
#define ERR_FAIL_COND(m_condition) \
    if (m_condition) return (void)(std::cerr << "failed: " #m_condition "\n")
#define ERR_FAIL_COND_V(m_condition, m_value) \
    if (m_condition) return std::cerr << "failed: " #m_condition "\n", m_value
#define ERR_PRINT(m_message) (void)(std::cerr << (m_message) << '\n')
#define GDCLASS(m_class, m_inherits)

namespace godot {

enum Error { OK, FAILED, ERR_UNAVAILABLE };

class CharString {
  public:
    explicit CharString(std::string p_text) : text(std::move(p_text)) {}
    const char* get_data() const { return text.c_str(); }
    int64_t length() const { return static_cast<int64_t>(text.size()); }

  private:
    std::string text;
};

class String {
  public:
    String() = default;
    String(const char* p_text) : text(p_text) {}
    static String utf8(const char* p_text, int64_t p_length = -1) {
        String made;
        made.text = p_length < 0 ? p_text : std::string(p_text, static_cast<std::size_t>(p_length));
        return made;
    }
    CharString utf8() const { return CharString(text); }
    bool is_empty() const { return text.empty(); }

  private:
    std::string text; // in UTF-8
};
using NodePath = String;

template <class T> class PackedArray {
  public:
    int64_t size() const { return static_cast<int64_t>(items.size()); }
    int64_t resize(int64_t p_size) {
        items.resize(static_cast<std::size_t>(p_size));
        return OK;
    }
    bool push_back(T p_item) { return items.push_back(std::move(p_item)), false; }
    const T& operator[](int64_t p_index) const { return items[static_cast<std::size_t>(p_index)]; }
    const T* ptr() const { return items.data(); }
    T* ptrw() { return items.data(); }

  private:
    std::vector<T> items;
};
using PackedStringArray = PackedArray<String>;
using PackedByteArray = PackedArray<uint8_t>;

template <class T> class Ref {
  public:
    Ref() = default;
    Ref(std::nullptr_t) {}
    Ref(std::shared_ptr<T> p_shared) : shared(std::move(p_shared)) {}
    void instantiate() { shared = std::make_shared<T>(); }
    void unref() { shared.reset(); }
    bool is_valid() const { return shared != nullptr; }
    bool is_null() const { return shared == nullptr; }
    T* operator->() const { return shared.get(); }

  private:
    std::shared_ptr<T> shared;
};

} // namespace godot

#endif
