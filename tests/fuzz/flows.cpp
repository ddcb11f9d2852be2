// Restores flows from any state, and answers their requests with anything: each comes to its end,
// accounts for its people within the input, and can be saved and restored at any step.

#include "fuzz.hpp"

#include <flameup.hpp>
#include <flameup/flows.hpp>
#include <flameup/outbox/outbox.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace {

using Moment = flameup::Moment;

constexpr std::string_view key = "fl_live_0123456789abcdef";

flameup::Config config() {
    flameup::Config made;
    made.api_key = std::string(key);
    return made;
}

/// States are nested more deeply than requests.
flameup::Limits limits() {
    flameup::Limits made;
    made.max_depth = 40;
    return made;
}

/// Saves a flow as text.
template <class Flow> std::string saved(const Flow& flow, const Moment& now) {
    const auto text = flameup::to_json(flow.save(now), limits());
    fuzz::require(text.has_value(), "a state can be written");
    return *text;
}

/// Answers a request: one of some good and bad responses, or a part of the input.
flameup::Result<flameup::HttpResponse> answer(fuzz::Input& input) {
    constexpr int statuses[] = {200, 201, 207, 204, 400, 404, 413, 422, 429, 500, 503, 401};
    const std::size_t kind = input.below(16);
    if (kind == 15) {
        return flameup::make_error(flameup::ErrorKind::transport, "cut", "the connection was cut");
    }
    flameup::HttpResponse response;
    response.status = statuses[kind % 12];
    response.body = input.line();
    if (input.below(4) == 0) response.headers.add("Retry-After", "1");
    return response;
}

/// Moves a flow by at most this many steps, saving and restoring it now and then.
template <class Flow, class Options, class OnYield>
bool move(Flow& flow, fuzz::Input& input, Moment& now, const Options& options, OnYield on_yield) {
    const bool had_key = saved(flow, now).find(key) != std::string::npos; // in the input's state
    for (int steps = 0; steps != 5000; ++steps) {
        if (input.below(8) == 7) {
            const std::string text = saved(flow, now);
            auto state = flameup::from_json<typename Flow::State>(text, limits(),
                                                                  flameup::Strictness::full());
            fuzz::require(state.has_value(), "a state can be read");
            fuzz::require(had_key || text.find(key) == text.npos, "no answer puts the key there");
            flow = Flow(config(), *std::move(state), now, options);
        }
        ++now.random;
        const flameup::Step step = flow.next(now);
        switch (step.kind) {
        case flameup::Step::Kind::send: flow.receive(answer(input), now); break;
        case flameup::Step::Kind::wait:
            if (step.until == std::chrono::milliseconds::max()) return false;
            now.time = (std::max)(now.time, step.until);
            break;
        case flameup::Step::Kind::yield: on_yield(flow); break;
        case flameup::Step::Kind::finished: return true;
        }
    }
    return false;
}

void check_batches(fuzz::Input input) {
    using Flow = flameup::PeopleBatches<>;
    auto state = flameup::from_json<Flow::State>(input.line());
    Moment now{std::chrono::milliseconds(1000), 5, {}};
    flameup::BatchesOptions options;
    options.max_people = 4;
    Flow flow = state ? Flow(config(), *std::move(state), now, options) : Flow(config(), options);
    int added = 0;
    const bool is_finished = move(flow, input, now, options, [&](Flow& batches) {
        for (const flameup::PersonOutcome& outcome : batches.take()) {
            fuzz::require(outcome.index >= 0, "an index");
        }
        while (batches.wants_more() && added != 12) {
            flameup::PersonInput<> person;
            person.userId = "u" + std::to_string(added++ % 5);
            batches.add(std::move(person));
        }
        if (added == 12) batches.close();
    });
    if (is_finished) return;
    flow.cancel(); // its request may be in flight still, if the state said so
    flow.take();
}

void check_pages(fuzz::Input input) {
    using Flow = flameup::PeoplePages<>;
    auto state = flameup::from_json<Flow::State>(input.line());
    Moment now{std::chrono::milliseconds(1000), 5, {}};
    flameup::PagesOptions options;
    options.max_pages = 50;
    options.once = input.below(2) != 0;
    Flow flow = state ? Flow(config(), *std::move(state), now, options)
                      : Flow(config(), flameup::ListPeople<>{}, options);
    const bool takes_odd = input.below(2) != 0;
    move(flow, input, now, options, [takes_odd](Flow& pages) {
        pages.take();
        if (takes_odd) pages.take_odd();
    });
}

void check_call(fuzz::Input input) {
    using Flow = flameup::CallFlow<flameup::DeletePerson>;
    auto state = flameup::from_json<Flow::State>(input.line());
    Moment now{std::chrono::milliseconds(1000), 5, {}};
    const flameup::FlowOptions options;
    Flow flow = state ? Flow(config(), *std::move(state), now, options)
                      : Flow(config(), flameup::DeletePerson{"p1"}, options);
    if (move(flow, input, now, options, [](Flow&) {})) {
        fuzz::require(flow.outcome().has_value(), "a call has an outcome");
    }
}

/// An outbox and what was stored of its journal.
class Stored {
    using Outbox = flameup::Outbox<>;

  public:
    explicit Stored(std::string journal) : journal_(std::move(journal)) { open(); }

    Outbox& operator*() noexcept { return outbox_; }

    void store() {
        outbox_.take_reports();
        const flameup::JournalWrite write = outbox_.take_write();
        if (write.replaces) journal_.clear();
        journal_ += write.bytes;
        fuzz::require(write.replaces || had_key_ || write.bytes.find(key) == write.bytes.npos,
                      "the key is in no record");
    }

    /// Makes an outbox of the journal; all are there who were in the one before.
    void reopen() {
        store();
        const std::size_t before = outbox_.size();
        open();
        fuzz::require(outbox_.size() == before, "the journal has all");
        fuzz::require(outbox_.take_reports().empty(), "what is written can be read");
    }

  private:
    void open() {
        had_key_ = journal_.find(key) != journal_.npos;
        flameup::OutboxOptions options;
        options.max_entries = 5;
        options.max_people = 3;
        outbox_ = Outbox(config(), journal_, options);
    }

    std::string journal_;
    Outbox outbox_{config()};
    bool had_key_ = false;
};

/// Puts people into an outbox that continues from any journal, and restarts it at any step.
void check_outbox(fuzz::Input input) {
    std::string journal;
    for (std::size_t lines = input.below(8); lines != 0; --lines) {
        const std::size_t kind = input.below(4);
        const std::string_view line = input.line();
        if (kind != 0) journal += flameup::detail::line_head(line);
        journal += line;
        if (kind != 1) journal += '\n';
    }
    Stored stored(std::move(journal));
    Moment now{std::chrono::milliseconds(1000), 5, {}};
    for (int steps = 0; steps != 300; ++steps) {
        const std::size_t kind = input.below(16);
        if (kind == 15) stored.reopen();
        if (kind == 14) (*stored).flush();
        if (kind == 13) (*stored).set_online(input.below(2) != 0);
        if (kind == 12) (*stored).rewrite();
        if (kind >= 8 && kind < 12) {
            auto person = flameup::from_json<flameup::PersonInput<>>(input.line());
            if (person) static_cast<void>((*stored).put(*std::move(person)));
        }
        ++now.random;
        const flameup::Step step = (*stored).next(now);
        switch (step.kind) {
        case flameup::Step::Kind::send: (*stored).receive(answer(input), now); break;
        case flameup::Step::Kind::wait: now.time = (std::max)(now.time, step.until); break;
        case flameup::Step::Kind::yield: stored.store(); break;
        case flameup::Step::Kind::finished: fuzz::require(false, "it was not closed"); break;
        }
    }
    stored.reopen();
}

} // namespace

void fuzz_one(fuzz::Input input) {
    switch (input.below(4)) {
    case 0: return check_batches(input);
    case 1: return check_pages(input);
    case 2: return check_outbox(input);
    default: return check_call(input);
    }
}
