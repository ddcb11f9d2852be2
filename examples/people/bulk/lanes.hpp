#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_LANES_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_LANES_HPP

// The lanes of an import: flows that each have one request in flight at most.
//
// One lane at a time gets people, in the order of the input, until its request is full. So the
// requests are the same for any number of lanes. A person who is in the request of another lane
// waits for its answer: the lines of one person reach the server in their order.

#include "../lines/person_line.hpp"
#include "../system/checksum.hpp"
#include "import_state.hpp"

#include <flameup/flow/people_batches.hpp>
#include <flameup/message/config.hpp>
#include <flameup/value/error.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

namespace people_tool {

/// The hashes of what the server knows a person by: the userId, or else the email.
inline std::array<std::uint64_t, 2> names_of(const Person& person) {
    const std::uint64_t user = Checksum().add("userId").add(person.userId).value();
    if (!person.email) return {user, user};
    std::string email = *person.email;
    for (char& letter : email) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return {user, Checksum().add("email").add(email).value()};
}

struct Lane {
    explicit Lane(Batches begun) : flow(std::move(begun)) {}

    /// Notes a line whose person the flow gets next.
    void put(PendingLine line) { lines.emplace(added++, std::move(line)); }

    Batches flow;
    std::int64_t added = 0;                    // people whom the flow got
    std::map<std::int64_t, PendingLine> lines; // by the flow's index of their person
    std::unordered_set<std::uint64_t> names;   // of those people, and of earlier ones
    std::chrono::milliseconds until{0};        // when its wait ends, if it waits
    bool in_flight = false, is_over = false;
};

class Lanes {
  public:
    using Clock = std::chrono::steady_clock;
    static constexpr Clock::time_point never = (Clock::time_point::max)();

    /// Makes lanes, of which the first has the people of the state; if they are more than a request
    /// takes, nobody is added before the rest of them have room for others.
    Lanes(const flameup::Config& config, const flameup::BatchesOptions& options, std::size_t count,
          ImportState state, const flameup::Moment& now) {
        Batches::State& flow = state.flow;
        Batches::State empty;
        empty.has_stored = flow.has_stored;
        empty.max_body = flow.max_body;
        added_ = flow.added;
        flow.is_closed = false;
        flow.sending = {}; // a new run retries from the beginning
        flow.suspects = 0;
        std::unordered_set<std::uint64_t> names;
        for (auto& pending : flow.pending) {
            pending.refusal.reset();
            for (const std::uint64_t name : names_of(pending.person)) names.insert(name);
        }
        Lane& first = lanes_.emplace_back(Batches(config, flow, now, options));
        saved_ = std::move(flow);
        first.added = added_;
        first.names = std::move(names);
        for (PendingLine& line : state.lines) first.lines.emplace(line.index, std::move(line));
        while (lanes_.size() < count) lanes_.emplace_back(Batches(config, empty, now, options));
    }

    std::deque<Lane>& all() noexcept { return lanes_; }

    /// Returns the lane that gets the next people, or null if none has room. What waits in other
    /// lanes with room is sent.
    Lane* filling() {
        if (filling_ == nullptr || !filling_->flow.wants_more()) choose();
        for (Lane& lane : lanes_) {
            if (&lane != filling_) lane.flow.flush();
        }
        return filling_;
    }

    /// Notes that a lane sends its people.
    void send(Lane& lane) {
        lane.in_flight = true;
        if (filling_ == &lane) filling_ = nullptr;
    }

    /// Returns when what waits in the lane that gets people is to be sent, full or not.
    Clock::time_point send_at() const noexcept { return send_at_; }

    /// Sends what waits in the lane that gets people.
    void flush() {
        filling_->flow.flush();
        send_at_ = never;
    }

    /// Tells whether a person has to wait for the answer of another lane's request.
    bool has_to_wait(const Person& person) const {
        const auto names = names_of(person);
        return std::any_of(lanes_.begin(), lanes_.end(), [&](const Lane& lane) {
            if (&lane == filling_ || lane.flow.wants_more()) return false;
            return std::any_of(names.begin(), names.end(),
                               [&](std::uint64_t name) { return lane.names.count(name) != 0; });
        });
    }

    /// Adds a person to the lane that gets people.
    void add(PendingLine line, Person person) {
        for (const std::uint64_t name : names_of(person)) filling_->names.insert(name);
        put(std::move(line));
        filling_->flow.add(std::move(person));
    }

    /// Adds a line that has no person there.
    void refuse(PendingLine line, const flameup::Error& error) {
        put(std::move(line));
        filling_->flow.refuse(error.code, error.message);
    }

    /// Sends all that waits, and closes the lanes when nothing waits any more.
    void close() {
        bool is_idle = true;
        for (Lane& lane : lanes_) {
            lane.flow.flush();
            is_idle = is_idle && lane.flow.wants_more();
        }
        for (Lane& lane : lanes_) {
            if (is_idle) lane.flow.close();
        }
    }

    /// Tells whether a lane does something else than to wait for people.
    bool are_busy() const {
        return std::any_of(lanes_.begin(), lanes_.end(),
                           [](const Lane& lane) { return !lane.flow.wants_more(); });
    }
    bool are_over() const {
        return std::all_of(lanes_.begin(), lanes_.end(),
                           [](const Lane& lane) { return lane.is_over; });
    }
    bool are_in_flight() const {
        return std::any_of(lanes_.begin(), lanes_.end(),
                           [](const Lane& lane) { return lane.in_flight; });
    }
    bool have_lines() const {
        return std::any_of(lanes_.begin(), lanes_.end(),
                           [](const Lane& lane) { return !lane.lines.empty(); });
    }

    /// Saves all lanes as if they were one. Of a lane with an error, what was saved last stays.
    void save(ImportState& state, const flameup::Moment& now) const {
        Batches::State& flow = state.flow;
        flow.has_stored = saved_.has_stored;
        flow.max_body = saved_.max_body;
        for (const Lane& lane : lanes_) {
            for (const auto& [index, line] : lane.lines) state.lines.push_back(line);
            if (lane.flow.error()) {
                add_saved(lane, flow);
                continue;
            }
            Batches::State found = lane.flow.save(now);
            flow.has_stored = flow.has_stored || found.has_stored;
            const auto most = found.max_body;
            if (most && (!flow.max_body || *most < *flow.max_body)) flow.max_body = most;
            for (auto& pending : found.pending) {
                pending.index = lane.lines.at(pending.index).index;
                flow.pending.push_back(std::move(pending));
            }
        }
        const auto precedes = [](const auto& a, const auto& b) { return a.index < b.index; };
        std::sort(flow.pending.begin(), flow.pending.end(), precedes);
        std::sort(state.lines.begin(), state.lines.end(), precedes);
        flow.added = added_;
    }

    /// Keeps what was saved last.
    void keep(Batches::State saved) { saved_ = std::move(saved); }

  private:
    void add_saved(const Lane& lane, Batches::State& flow) const {
        for (const auto& pending : saved_.pending) {
            const bool is_there =
                std::any_of(lane.lines.begin(), lane.lines.end(),
                            [&](const auto& line) { return line.second.index == pending.index; });
            if (is_there) flow.pending.push_back(pending);
        }
    }

    void choose() {
        filling_ = nullptr;
        is_behind_ = is_behind_ && !lanes_.front().flow.wants_more();
        if (is_behind_) return;
        for (Lane& lane : lanes_) {
            if (!lane.flow.wants_more()) continue;
            if (filling_ == nullptr || (filling_->lines.empty() && !lane.lines.empty())) {
                filling_ = &lane;
            }
        }
        if (filling_ == nullptr) return;
        send_at_ = filling_->lines.empty() ? never : Clock::now();
        if (filling_->lines.empty()) filling_->names.clear();
    }

    void put(PendingLine line) {
        if (send_at_ == never) send_at_ = Clock::now() + longest_pause;
        line.index = added_++;
        filling_->put(std::move(line));
    }

    // How long people from a pipe wait for others to be sent with.
    static constexpr std::chrono::seconds longest_pause{2};

    std::deque<Lane> lanes_; // which stay where they are
    Lane* filling_ = nullptr;
    bool is_behind_ = true; // the first lane has the people of the state
    Clock::time_point send_at_ = never;
    std::int64_t added_ = 0; // to all lanes
    Batches::State saved_;
};

} // namespace people_tool

#endif
