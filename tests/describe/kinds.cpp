#include "flameup/describe/kinds.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <cstddef>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kinds_test {

enum class Described { a };
FLAMEUP_DESCRIBE_ENUM(Described, a)
enum class Undescribed { a };

struct Structure {
    FLAMEUP_DESCRIBE(Structure, (), ())
};
struct Opaque {};

} // namespace kinds_test

BOOST_AUTO_TEST_SUITE(kinds)

using namespace kinds_test;
using flameup::Nullable;
using flameup::OpenEnum;
using flameup::detail::is_absent;
using flameup::detail::kind_of;
using flameup::detail::TypeKind;

static_assert(kind_of<bool> == TypeKind::boolean);
static_assert(kind_of<signed char> == TypeKind::integer);
static_assert(kind_of<unsigned char> == TypeKind::integer);
static_assert(kind_of<unsigned long long> == TypeKind::integer);
static_assert(kind_of<char> == TypeKind::unsupported);
static_assert(kind_of<wchar_t> == TypeKind::unsupported);
static_assert(kind_of<char32_t> == TypeKind::unsupported);
static_assert(kind_of<float> == TypeKind::number);
static_assert(kind_of<double> == TypeKind::number);
static_assert(kind_of<long double> == TypeKind::unsupported);
static_assert(kind_of<std::string> == TypeKind::string);
static_assert(kind_of<std::string_view> == TypeKind::string);
static_assert(kind_of<boost::json::string> == TypeKind::string);
static_assert(kind_of<const char*> == TypeKind::unsupported);
static_assert(kind_of<flameup::Timestamp> == TypeKind::timestamp);
static_assert(kind_of<Described> == TypeKind::enumeration);
static_assert(kind_of<Undescribed> == TypeKind::unsupported);
static_assert(kind_of<OpenEnum<Described>> == TypeKind::open_enumeration);
static_assert(kind_of<std::optional<int>> == TypeKind::optional);
static_assert(kind_of<Nullable<int>> == TypeKind::nullable);
static_assert(kind_of<std::nullptr_t> == TypeKind::null);
static_assert(kind_of<flameup::Null> == TypeKind::null);
static_assert(kind_of<boost::json::value> == TypeKind::dynamic);
static_assert(kind_of<boost::json::object> == TypeKind::dynamic);
static_assert(kind_of<boost::json::array> == TypeKind::dynamic);
static_assert(kind_of<Structure> == TypeKind::structure);
static_assert(kind_of<Opaque> == TypeKind::unsupported);
static_assert(kind_of<std::map<std::string, int>> == TypeKind::map);
static_assert(kind_of<std::unordered_map<std::string, Opaque>> == TypeKind::map);
static_assert(kind_of<std::map<int, int>> != TypeKind::map);
static_assert(kind_of<std::vector<int>> == TypeKind::sequence);
static_assert(kind_of<std::vector<bool>> == TypeKind::sequence);
static_assert(kind_of<std::deque<int>> == TypeKind::sequence);
static_assert(kind_of<std::list<int>> == TypeKind::sequence);
static_assert(kind_of<std::array<int, 2>> == TypeKind::sequence);
static_assert(kind_of<int*> == TypeKind::unsupported);

BOOST_AUTO_TEST_CASE(knows_what_is_absent) {
    BOOST_TEST(is_absent(std::optional<int>()));
    BOOST_TEST(!is_absent(std::optional<int>(0)));
    BOOST_TEST(is_absent(Nullable<int>()));
    BOOST_TEST(!is_absent(Nullable<int>(flameup::null)));
    BOOST_TEST(!is_absent(Nullable<int>(0)));
    BOOST_TEST(!is_absent(0));
    BOOST_TEST(!is_absent(std::string()));
    BOOST_TEST(!is_absent(boost::json::value()));
}

BOOST_AUTO_TEST_SUITE_END()
