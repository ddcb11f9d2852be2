#include "inputs.hpp"

#include "random.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace benchmarks {
namespace {

constexpr std::uint64_t seed = 20240115;

constexpr std::string_view first_names[] = {
    "Jane",   "Mohammed", "José",   "Zoë",   "李雷",  "Ольга",    "Emma",  "Liam",
    "Olivia", "Noah",     "Sophia", "Lucas", "Amira", "Yusuf",    "Chloé", "Søren",
    "Maya",   "Ethan",    "さくら", "Anna",  "James", "Priya",    "David", "Sarah",
    "Tomás",  "Grace",    "Ivan",   "Fatou", "Leo",   "Alexandra"};
constexpr std::string_view last_names[] = {
    "Doe",    "Müller",  "García",   "Smith",        "Johnson",   "韩",          "Иванова",
    "Nguyen", "O'Brien", "Kowalski", "Silva",        "Andersson", "Rossi",       "Williams",
    "田中",   "Brown",   "Taylor",   "Papadopoulos", "Khan",      "Van der Berg"};
constexpr std::string_view companies[] = {
    "Acme Inc",          "Globex Corporation", "Initech", "Café Müller GmbH",
    "Umbrella Ltd.",     "Stark & Söhne",      "Hooli",   "株式会社さくら",
    "Wayne Enterprises", "Vandelay Industries"};
constexpr std::string_view timezones[] = {
    "Europe/Berlin",       "America/New_York", "Asia/Shanghai",
    "America/Los_Angeles", "Europe/London",    "Asia/Tokyo",
    "America/Sao_Paulo",   "Australia/Sydney", "Asia/Kolkata"};
constexpr std::string_view locales[] = {"en-US", "de-DE", "es-ES", "fr-FR", "zh-CN",
                                        "ru-RU", "pt-BR", "ja-JP", "en-GB"};
constexpr std::string_view tags[] = {"vip",        "beta",         "early_adopter", "newsletter",
                                     "churn_risk", "high_spender", "mobile",        "desktop",
                                     "referred",   "guild_leader"};
constexpr std::string_view plain_notes[] = {
    "Asked for an invoice by mail.", "Prefers to be contacted in the afternoon.",
    "Met at the trade fair in Cologne; follow up in spring.", "Upgraded after the trial."};
constexpr std::string_view escaped_notes[] = {
    "Said \"call me back\" on Monday.\nLeft no number.",
    "Files are in C:\\Users\\Public\\Exports\\2024.",
    "Line one\r\nLine two\twith a tab\n\"and a quote\" \\ backslash",
    "Loves the game 🎮 — \"best release of the year\" 🎉"};

std::string hex(Random& random, std::size_t digits) {
    std::string text;
    while (text.size() != digits) text += "0123456789abcdef"[random.below(16)];
    return text;
}

std::string uuid(Random& random) {
    return hex(random, 8) + '-' + hex(random, 4) + "-4" + hex(random, 3) + '-' +
           "89ab"[random.below(4)] + hex(random, 3) + '-' + hex(random, 12);
}

std::string digits(Random& random, std::size_t count) {
    std::string text;
    while (text.size() != count) text += static_cast<char>('0' + random.below(10));
    return text;
}

/// An address of ASCII letters, as most are.
std::string email(Random& random, std::size_t number) {
    constexpr std::string_view names[] = {"jane.doe", "j.garcia",  "mmueller", "li.lei",
                                          "olga.i",   "sam+games", "a.brown",  "noah_w"};
    constexpr std::string_view hosts[] = {"example.com", "mail.example.org", "gmail.example",
                                          "corp.example.co.uk"};
    return std::string(random.pick(names)) + std::to_string(number) + '@' +
           std::string(random.pick(hosts));
}

std::string phone(Random& random) {
    return random.percent(50) ? "+1-" + digits(random, 3) + "-555-" + digits(random, 4)
                              : "+49 " + digits(random, 3) + ' ' + digits(random, 8);
}

flameup::Timestamp moment(Random& random) {
    flameup::Timestamp result{1'640'995'200 + static_cast<std::int64_t>(random.below(94'608'000)),
                              0};
    if (random.percent(50)) {
        result.nanoseconds = static_cast<std::uint32_t>(random.below(1000)) * 1'000'000;
    }
    return result;
}

double score(Random& random) {
    if (random.percent(15)) return static_cast<double>(random.next() >> 11) / 9007199254740.992;
    const auto hundredths = static_cast<double>(random.below(1'000'000));
    return random.percent(50) ? hundredths / 100 : hundredths / 10;
}

PlayerTraits traits(Random& random) {
    PlayerTraits result;
    if (random.percent(95)) result.first_name = random.pick(first_names);
    if (random.percent(92)) result.last_name = random.pick(last_names);
    if (random.percent(90)) result.plan = static_cast<Plan>(random.below(4));
    if (random.percent(90)) result.level = static_cast<int>(random.below(120));
    if (random.percent(80)) result.score = score(random);
    if (random.percent(85)) result.is_subscribed = random.percent(60);
    for (std::size_t left = random.below(5); left != 0; --left) {
        result.tags.emplace_back(random.pick(tags));
    }
    if (random.percent(60)) result.company = random.pick(companies);
    if (random.percent(10)) {
        result.notes = random.pick(escaped_notes);
    } else if (random.percent(20)) {
        result.notes = random.pick(plain_notes);
    }
    if (random.percent(75)) result.last_login = moment(random);
    return result;
}

std::string user_id(Random& random, std::size_t number) {
    return random.percent(50) ? "user_" + std::to_string(10'000 + number) : uuid(random);
}

template <class T> std::string json(const T& value) { return *flameup::to_json(value); }

/// The members of one object, to be put in some order.
class Members {
  public:
    template <class T> void add(std::string_view key, const T& value) {
        pairs_.push_back('"' + std::string(key) + "\":" + json(value));
    }
    template <class T> void add(std::string_view key, const std::optional<T>& value) {
        if (value) add(key, *value);
    }
    void add_text(std::string_view key, const std::string& text) {
        pairs_.push_back('"' + std::string(key) + "\":" + text);
    }
    std::string text(Order order, Random& random) {
        if (order == Order::shuffled) random.shuffle(pairs_);
        std::string result;
        for (const std::string& pair : pairs_) result += (result.empty() ? '{' : ',') + pair;
        return result + '}';
    }

  private:
    std::vector<std::string> pairs_;
};

std::string traits_text(const PlayerTraits& traits, Order order, Random& random) {
    Members members;
    members.add("first_name", traits.first_name);
    members.add("last_name", traits.last_name);
    members.add("plan", traits.plan);
    members.add("level", traits.level);
    members.add("score", traits.score);
    members.add("is_subscribed", traits.is_subscribed);
    members.add("tags", traits.tags);
    members.add("company", traits.company);
    members.add("notes", traits.notes);
    members.add("last_login", traits.last_login);
    return members.text(order, random);
}

std::string person_text(const flameup::Person<PlayerTraits>& person, Dialect dialect, Order order,
                        Random& random) {
    const bool reference = dialect == Dialect::reference;
    Members members;
    members.add("id", person.id);
    members.add("workspace_id", person.workspace_id);
    members.add(reference ? "external_id" : "userId", person.userId);
    members.add("email", person.email);
    if (reference) {
        if (person.phone || random.percent(50))
            members.add("phone", person.phone);
        else
            members.add_text("phone", "null");
        members.add("first_name", person.first_name);
        members.add("last_name", person.last_name);
        members.add("avatar_url", person.avatar_url);
        members.add("timezone", person.timezone);
        members.add("locale", person.locale);
        members.add("status", person.status);
    }
    members.add_text(reference ? "attributes" : "traits",
                     traits_text(person.traits, order, random));
    members.add("created_at", person.created_at);
    members.add("updated_at", person.updated_at);
    if (reference) {
        members.add("first_seen_at", person.first_seen_at);
        members.add("last_seen_at", person.last_seen_at);
    }
    return members.text(order, random);
}

} // namespace

std::vector<flameup::PersonInput<PlayerTraits>> typed_inputs(std::size_t count) {
    Random random(seed);
    std::vector<flameup::PersonInput<PlayerTraits>> result(count);
    for (std::size_t i = 0; i != count; ++i) {
        auto& person = result[i];
        person.userId = user_id(random, i);
        if (random.percent(92)) person.email = email(random, i);
        if (random.percent(40)) person.phone = phone(random);
        if (random.percent(25)) person.anonymousId = uuid(random);
        person.traits = traits(random);
    }
    return result;
}

std::vector<flameup::PersonInput<DynamicTraits>> dynamic_inputs(std::size_t count) {
    std::vector<flameup::PersonInput<DynamicTraits>> result;
    for (auto& typed : typed_inputs(count)) {
        result.push_back({typed.userId, typed.email, typed.phone, typed.anonymousId,
                          *flameup::from_json<DynamicTraits>(json(*typed.traits))});
    }
    return result;
}

template <> std::vector<flameup::PersonInput<PlayerTraits>> inputs(std::size_t count) {
    return typed_inputs(count);
}
template <> std::vector<flameup::PersonInput<DynamicTraits>> inputs(std::size_t count) {
    return dynamic_inputs(count);
}

std::vector<flameup::Person<PlayerTraits>> people(std::size_t count) {
    Random random(seed + 1);
    const std::string workspace = uuid(random);
    std::vector<flameup::Person<PlayerTraits>> result(count);
    for (std::size_t i = 0; i != count; ++i) {
        auto& person = result[i];
        person.id = uuid(random);
        person.workspace_id = workspace;
        person.userId = user_id(random, i);
        if (random.percent(92)) person.email = email(random, i);
        if (random.percent(40)) person.phone = phone(random);
        person.traits = traits(random);
        person.first_name = person.traits.first_name;
        person.last_name = person.traits.last_name;
        if (random.percent(70)) {
            person.avatar_url = "https://cdn.example.com/avatars/" + hex(random, 32) + ".png?s=128";
        }
        if (random.percent(85)) person.timezone = random.pick(timezones);
        if (random.percent(85)) person.locale = random.pick(locales);
        if (random.percent(95)) {
            person.status = flameup::OpenEnum<flameup::PersonStatus>(
                static_cast<flameup::PersonStatus>(random.percent(85) ? 0 : 1 + random.below(2)));
        } else {
            person.status = flameup::OpenEnum<flameup::PersonStatus>::from_unknown("on_hold");
        }
        person.created_at = moment(random);
        person.updated_at = moment(random);
        if (random.percent(80)) person.first_seen_at = moment(random);
        if (random.percent(80)) person.last_seen_at = moment(random);
    }
    return result;
}

std::vector<std::string> person_bodies(std::size_t count, Dialect dialect) {
    Random random(seed + 2);
    std::vector<std::string> result;
    for (const auto& person : people(count)) {
        result.push_back(person_text(person, dialect, Order::documented, random));
    }
    return result;
}

std::string page_body(std::size_t count, Dialect dialect, Order order) {
    Random random(seed + 3);
    std::string body = "{\"people\":";
    char separator = '[';
    for (const auto& person : people(count)) {
        body += separator + person_text(person, dialect, order, random);
        separator = ',';
    }
    return body + "],\"total\":12500,\"limit\":" + std::to_string(count) + ",\"offset\":1000}";
}

} // namespace benchmarks
