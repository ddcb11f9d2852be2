#ifndef FLAMEUP_FLOW_PEOPLE_BATCHES_HPP
#define FLAMEUP_FLOW_PEOPLE_BATCHES_HPP

#include "flameup/flow/batch_answer.hpp"
#include "flameup/flow/batch_plan.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/flow/people_batches_state.hpp"
#include "flameup/flow/saved_error.hpp"
#include "flameup/flow/sending.hpp"
#include "flameup/http/http.hpp"
#include "flameup/json/odd_elements.hpp"
#include "flameup/json/replace_ill_formed.hpp"
#include "flameup/message/check_operation.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// How people are sent.
struct BatchesOptions : FlowOptions {
    std::size_t max_people = 100;                  ///< In a request, 1 to 100 (page "People API").
    std::size_t max_body = std::size_t{512} << 10; ///< Bytes of a request's body.
};

/// Upserts any number of people, with as many in each request as fit.
///
/// When the flow yields, take the outcomes with `take()`, then `add` people while `wants_more()`,
/// or `close()` the flow. People are sent in their order, and each gets one outcome. A person who
/// breaks a rule, or whom the server refuses, is `rejected`, and the rest is sent. The same holds
/// for a person at whom alone the server fails (500, 502, 504, 520, 524) after all retries, if it
/// stores others. If the server does not say whom it refuses, the flow sends halves of the request
/// to find out.
///
/// The flow ends with an `error()` if the cause is not a single person: a wrong key, an outage that
/// outlasts the retries, 32 people who are refused one by one while nobody is stored, or the same
/// refusal of all people. A person who was only in refused requests is then `unsent`. A person
/// counts as stored only if the response proves it: it shows the person, or its counts add up to
/// all different people of the request.
template <class Traits = boost::json::object> class PeopleBatches {
    static_assert(sizeof(detail::RequestCheck<BatchUpsert<Traits>>) != 0);

  public:
    /// What `save` returns.
    using State = PeopleBatchesState<Traits>;

    /// Makes a flow without people; `add` adds them.
    explicit PeopleBatches(Config config, BatchesOptions options = {})
        : config_(std::move(config)), options_(std::move(options)),
          plan_(std::clamp(options_.max_people, std::size_t{1}, std::size_t{100}),
                options_.max_body) {}

    /// Continues a saved flow. The first `state.added` people of the input were added before: add
    /// those that follow.
    ///
    /// The state may hold anything: the flow always comes to its end. If the places in the input
    /// contradict each other, the flow is over at once, with the error `invalid_state` of kind
    /// `ErrorKind::validation`, and reports nobody.
    PeopleBatches(Config config, State state, const Moment& now, BatchesOptions options = {})
        : PeopleBatches(std::move(config), std::move(options)) {
        if (!detail::is_sound(state)) {
            stop(make_error(ErrorKind::validation, "invalid_state",
                            "the places of the people in the state contradict each other"));
            return;
        }
        added_ = state.added;
        plan_.restore(config_, state);
        is_closed_ = state.is_closed;
        if (state.error) stop(detail::restore_error(*std::move(state.error)));
        is_sending_ =
            !plan_.is_empty() && (state.sending.in_flight || !state.sending.attempts.empty());
        if (is_sending_) sending_ = detail::Sending(state.sending, now);
    }

    /// Saves the flow, at any step, without the API key.
    ///
    /// `to_json` needs a `Limits::max_depth` for the state that is 1 above the configuration's.
    State save(const Moment& now) const {
        State state;
        state.added = added_;
        plan_.save(state, is_uncertain());
        state.is_closed = is_closed_;
        if (error_) state.error = detail::save_error(*error_);
        if (is_sending_) state.sending = sending_.save(now);
        return state;
    }

    /// Tells whether people may be added now.
    bool wants_more() const noexcept {
        return !is_closed_ && !error_ && !is_sending_ && plan_.has_room();
    }

    /// Adds the next person of the input, where more are wanted.
    ///
    /// After an error the person is not sent, and the outcome is `unsent`.
    void add(PersonInput<Traits> person) {
        PendingPerson<Traits> pending{added_++, false, std::move(person)};
        if (error_) return plan_.settle(pending, PersonFate::unsent, *error_);
        plan_.add(config_, std::move(pending));
    }

    /// Counts the next person of the input as `rejected`, such as one who cannot be read.
    void refuse(std::string code, std::string message) {
        plan_.outcomes().push_back({added_++, PersonFate::rejected, 0,
                                    detail::writable(std::move(code)),
                                    detail::writable(std::move(message))});
    }

    /// Sends the people who wait, although the request has room for more.
    ///
    /// Nobody may be added before they have their outcomes; `wants_more()` is false until then.
    void flush() noexcept { is_sending_ = !error_ && !plan_.is_empty(); }

    /// Says that another flow has stored somebody at the same server, which counts as if this one
    /// had: several flows that share an input tell each other.
    void note_stored() {
        if (!error_) plan_.note_stored();
    }

    /// Says that no more people come.
    void close() noexcept { is_closed_ = true; }

    /// Ends the flow and reports all who were added; `error()` is then of kind `cancelled`.
    ///
    /// The response to a request in flight is then ignored. Does nothing after another error.
    void cancel() {
        if (error_) return;
        if (is_uncertain()) plan_.mark_sent();
        stop(make_error(ErrorKind::cancelled, "cancelled", "the flow was cancelled"));
    }

    /// Returns the outcomes since the last call; each is returned once.
    std::vector<PersonOutcome> take() { return std::exchange(plan_.outcomes(), {}); }

    /// Why the flow ended before all people were sent; nothing if it did not.
    const std::optional<Error>& error() const noexcept { return error_; }

    /// The failed attempts at the batch that is being sent.
    const std::vector<Attempt>& attempts() const noexcept { return sending_.attempts(); }

    /// Returns the next step.
    Step next(const Moment& now) {
        if (!plan_.outcomes().empty() || wants_more()) return Step::yield();
        if (plan_.is_empty()) {
            if (!plan_.has_accused()) return Step::finished();
            if (const auto error = plan_.conclude()) stop(*error);
            return Step::yield();
        }
        const Result<Step> step = sending_.step(route, options_, now, [this](HttpRequest& request) {
            return plan_.build(config_, options_.call, request);
        });
        if (!step) {
            stop(step.error());
            return Step::yield();
        }
        is_sending_ = true;
        return *step;
    }

    /// Takes the result of the request that was sent last; does nothing if none is in flight.
    void receive(Result<HttpResponse> executed, const Moment& now) {
        if (error_) return;
        if (!sending_.receive(executed, route, config_, options(), now)) return;
        if (!executed) plan_.mark_sent();
        const Result<void> judged = executed ? judge(*executed) : executed.error();
        if (!judged) return stop(judged.error());
        is_sending_ = false;
        sending_.restart();
    }

  private:
    static constexpr const Route& route = BatchUpsert<Traits>::route;

    bool is_uncertain() const noexcept { return is_sending_ && sending_.may_be_done(); }

    /// During the search for the people whom the server refuses, a failed request for several
    /// people is not retried; a request for one person is retried as usual.
    FlowOptions options() const {
        FlowOptions options = options_;
        auto& statuses = options.retry.statuses;
        if (plan_.is_searching()) {
            statuses.erase(
                std::remove_if(statuses.begin(), statuses.end(), detail::fails_at_a_person),
                statuses.end());
        }
        return options;
    }

    /// Settles the people of a request by its response; returns an error that stops the flow.
    Result<void> judge(const HttpResponse& response) {
        OddElements odd; // people whom the response does not prove to be stored
        DecodeOptions decoding;
        decoding.leniency.mend = &replace_ill_formed;
        decoding.odd = &odd;
        auto answer = decode<detail::SentBatch>(config_, response, decoding);
        if (answer) return plan_.confirm(*answer, nullptr), Result<void>();
        Error error = std::move(answer).error();
        const bool is_2xx = response.status / 100 == 2;
        const bool is_refusal = detail::refuses_a_person(response.status) || response.status == 413;
        if (!is_refusal || sending_.may_be_done()) plan_.mark_sent();
        bool goes_on = false;
        if (is_2xx && error.kind == ErrorKind::api) {
            detail::BatchAnswer part;
            detail::ReadOptions options;
            options.decode = &decoding;
            if (detail::read_json(response.body, part, config_.limits, options)) part = {};
            goes_on = plan_.confirm(part, &error);
        } else if (response.status == 413) {
            goes_on = plan_.split(error);
        } else if (is_refusal || detail::fails_at_a_person(response.status)) {
            goes_on = plan_.leave_out(error);
        }
        if (!goes_on) return error;
        return {};
    }

    void stop(const Error& error) {
        plan_.settle_all(error);
        is_closed_ = true;
        is_sending_ = false;
        error_ = error;
    }

    Config config_;
    BatchesOptions options_;
    detail::BatchPlan<Traits> plan_;
    std::int64_t added_ = 0;
    bool is_closed_ = false;
    bool is_sending_ = false; // from the first step of a request to its end
    detail::Sending sending_;
    std::optional<Error> error_;
};

FLAMEUP_END_NAMESPACE

#endif
